/**
 * Delivery for sources that are their own buffer: a source hears of each of its entries when nobody
 * holds it any more, and keeps the place before the first that somebody does.
 */
@NullMarked
package io.beltline.components.tracked;

import org.jspecify.annotations.NullMarked;
