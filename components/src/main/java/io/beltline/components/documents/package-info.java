/** JSON documents straight from the wire form of telemetry, for search engines and databases. */
@NullMarked
package io.beltline.components.documents;

import org.jspecify.annotations.NullMarked;
