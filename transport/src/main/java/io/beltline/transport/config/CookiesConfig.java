package io.beltline.transport.config;

/** The {@code cookies} section of an HTTP client, which has no keys: its presence turns them on. */
public record CookiesConfig() {}
