/**
 * What a component is: the contract between receivers, processors, exporters, connectors and
 * extensions and the service that runs them.
 */
@NullMarked
package io.beltline.api;

import org.jspecify.annotations.NullMarked;
