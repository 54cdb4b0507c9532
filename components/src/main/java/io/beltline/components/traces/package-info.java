/** What the receivers of foreign traces share: spans, resources and attributes in wire form. */
@NullMarked
package io.beltline.components.traces;

import org.jspecify.annotations.NullMarked;
