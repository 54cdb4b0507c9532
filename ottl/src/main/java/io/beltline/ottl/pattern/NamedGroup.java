package io.beltline.ottl.pattern;

/**
 * A group that has a name.
 *
 * @param name the name
 * @param number its number
 */
public record NamedGroup(String name, int number) {}
