/** Migrates configurations of other log shippers. */
package io.beltline.distribution.migrate;
