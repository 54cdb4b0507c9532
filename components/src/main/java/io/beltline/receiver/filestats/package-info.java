/** The receiver that tells of files: how large they are and when they were changed. */
@NullMarked
package io.beltline.receiver.filestats;

import org.jspecify.annotations.NullMarked;
