/** The exporter that writes documents to Elasticsearch. */
@NullMarked
package io.beltline.exporter.elasticsearch;

import org.jspecify.annotations.NullMarked;
