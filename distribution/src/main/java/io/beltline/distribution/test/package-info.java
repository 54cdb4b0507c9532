/** The {@code test} command: runs the tests users write for their configurations. */
package io.beltline.distribution.test;
