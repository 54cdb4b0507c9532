/** The bulk protocol of Elasticsearch and OpenSearch: requests, answers, nodes. */
@NullMarked
package io.beltline.components.bulk;

import org.jspecify.annotations.NullMarked;
