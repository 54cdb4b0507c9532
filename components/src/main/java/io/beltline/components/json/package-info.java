/** Reading JSON that others send. */
@NullMarked
package io.beltline.components.json;

import org.jspecify.annotations.NullMarked;
