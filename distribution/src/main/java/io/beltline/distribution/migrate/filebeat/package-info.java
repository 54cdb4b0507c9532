/** Reads configurations of Filebeat. */
package io.beltline.distribution.migrate.filebeat;
