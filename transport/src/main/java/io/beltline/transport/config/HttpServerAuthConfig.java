package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * The {@code auth} section of an HTTP server.
 *
 * @param authenticator the id of the extension
 * @param requestParams query parameters shown to the authenticator as headers
 */
public record HttpServerAuthConfig(
    @Default("") @Doc("The extension that authenticates requests.") String authenticator,
    @Default("[]")
        @Doc("Query parameters the authenticator sees as headers; they win over headers.")
        List<String> requestParams) {}
