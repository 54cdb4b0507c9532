/** The books: what became of each item, by pipeline and by destination. */
@NullMarked
package io.beltline.service.books;

import org.jspecify.annotations.NullMarked;
