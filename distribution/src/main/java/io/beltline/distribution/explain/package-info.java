/** The {@code explain} command: what a configuration does to one record, and which rule did it. */
package io.beltline.distribution.explain;
