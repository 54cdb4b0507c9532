/** The receiver that takes what clients send to Elasticsearch's bulk API. */
@NullMarked
package io.beltline.receiver.elasticsearchbulk;

import org.jspecify.annotations.NullMarked;
