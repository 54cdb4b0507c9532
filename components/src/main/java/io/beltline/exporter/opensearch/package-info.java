/** The exporter that writes documents to OpenSearch. */
@NullMarked
package io.beltline.exporter.opensearch;

import org.jspecify.annotations.NullMarked;
