package io.beltline.exporter.loki;

import java.util.List;
import java.util.SortedMap;

/**
 * Where a record goes.
 *
 * @param tenant whose it is; empty for none
 * @param labels its stream
 * @param metadata structured metadata
 * @param used attributes that are not in the line
 * @param lost what is neither in the stream, nor in structured metadata, nor in the line
 */
record Labelled(
    String tenant, SortedMap<String, String> labels, List<Pair> metadata, Used used, Lost lost) {}
