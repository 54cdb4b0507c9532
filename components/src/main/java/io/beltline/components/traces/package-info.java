/**
 * What the receivers of foreign traces share: spans, resources and attributes in wire form; and
 * what the processors share that hold traces.
 */
@NullMarked
package io.beltline.components.traces;

import org.jspecify.annotations.NullMarked;
