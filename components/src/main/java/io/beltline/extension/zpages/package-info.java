/** The {@code zpages} extension: web pages about the running collector. */
@NullMarked
package io.beltline.extension.zpages;

import org.jspecify.annotations.NullMarked;
