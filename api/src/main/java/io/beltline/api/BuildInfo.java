package io.beltline.api;

/**
 * What runs.
 *
 * @param command the program's name
 * @param description one line about it
 * @param version its version
 */
public record BuildInfo(String command, String description, String version) {}
