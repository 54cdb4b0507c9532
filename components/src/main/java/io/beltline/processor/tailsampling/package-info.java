/** Keeps or drops whole traces by what their spans say. */
@org.jspecify.annotations.NullMarked
package io.beltline.processor.tailsampling;
