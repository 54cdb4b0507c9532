package io.beltline.transport;

/**
 * One header of a message.
 *
 * @param name the name in any case
 * @param value the value
 */
public record Header(String name, String value) {}
