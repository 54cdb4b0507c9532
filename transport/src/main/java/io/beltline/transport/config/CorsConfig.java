package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * The {@code cors} section of an HTTP server.
 *
 * @param allowedOrigins origins, each with {@code *} for any text
 * @param allowedHeaders request headers beyond the ones always allowed
 * @param exposedHeaders response headers scripts may read
 * @param maxAge how many seconds a browser may keep a preflight answer
 */
public record CorsConfig(
    @Default("[]")
        @Doc("Allowed values of the Origin header; * stands for any text. Empty turns CORS off.")
        List<String> allowedOrigins,
    @Default("[]")
        @Doc(
            "Request headers allowed besides Accept, Accept-Language, Content-Type and"
                + " Content-Language; * allows any.")
        List<String> allowedHeaders,
    @Default("[]") @Doc("Response headers a browser shows to scripts.") List<String> exposedHeaders,
    @Default("0") @Doc("Seconds a browser may keep a preflight answer.") int maxAge) {}
