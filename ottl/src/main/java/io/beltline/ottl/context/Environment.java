package io.beltline.ottl.context;

import io.beltline.api.Clock;
import java.util.random.RandomGenerator;

/**
 * What an evaluation takes from its host.
 *
 * @param clock what {@code Now} shows
 * @param random what {@code UUID} and random choices are drawn from; safe for all threads
 */
public record Environment(Clock clock, RandomGenerator random) {}
