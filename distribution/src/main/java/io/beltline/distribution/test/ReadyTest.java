package io.beltline.distribution.test;

import io.beltline.config.Position;
import java.util.List;

/**
 * A test, ready to be run.
 *
 * @param name what it is called
 * @param position where it is written
 * @param actions what is done
 */
record ReadyTest(String name, Position position, List<Action> actions) {}
