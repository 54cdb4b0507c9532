/**
 * Tails files: finds them, knows them over rotation, and reads them on from where what was read is
 * delivered.
 */
@NullMarked
package io.beltline.components.tailing;

import org.jspecify.annotations.NullMarked;
