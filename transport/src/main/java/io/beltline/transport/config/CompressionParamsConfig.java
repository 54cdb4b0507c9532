package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * The {@code compression_params} section of a client.
 *
 * @param level the level; 0 means the format's default
 */
public record CompressionParamsConfig(
    @Default("0")
        @Doc("gzip, zlib, deflate: 1 to 9, -1 default, -2 Huffman only; zstd: its levels; else 0.")
        int level) {}
