package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * The {@code auth} section of a gRPC server and of all clients.
 *
 * @param authenticator the id of the extension
 */
public record AuthConfig(
    @Default("") @Doc("The extension that authenticates requests.") String authenticator) {}
