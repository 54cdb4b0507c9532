/**
 * The service: reads the configuration as a whole, builds the graph of components, runs it, swaps
 * it on reload, and shows how it is.
 */
@NullMarked
package io.beltline.service;

import org.jspecify.annotations.NullMarked;
