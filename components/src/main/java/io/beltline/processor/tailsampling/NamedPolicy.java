package io.beltline.processor.tailsampling;

/**
 * A policy of the configuration's list.
 *
 * @param name its name
 * @param policy what it says
 * @param drops whether it is one that drops
 */
record NamedPolicy(String name, Policy policy, boolean drops) {}
