package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * One entry of {@code middlewares}.
 *
 * @param id the id of the extension
 */
public record MiddlewareConfig(@Default("") @Doc("The middleware extension.") String id) {}
