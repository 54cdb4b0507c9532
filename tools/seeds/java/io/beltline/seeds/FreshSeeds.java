package io.beltline.seeds;

import java.lang.reflect.AnnotatedElement;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives each property another seed in each run, in place of the fixed one it names, and prints it.
 *
 * <p>Part of the long form only. {@code -Dbeltline.seed=N} gives all of them that seed, to see a
 * failure again.
 */
public final class FreshSeeds implements AroundPropertyHook {
  private static final Random RANDOM = new SecureRandom();

  /** A build of the short form may find this class where one of the long form left it. */
  private static final boolean LONG = Boolean.getBoolean("beltline.long");

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    if (LONG && context.attributes().seed().isPresent()) {
      String seed = System.getProperty("beltline.seed", Long.toString(RANDOM.nextLong()));
      context.attributes().setSeed(seed);
      context.reporter().publishValue("seed of " + context.extendedLabel(), seed);
    }
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public boolean appliesTo(Optional<AnnotatedElement> element) {
    return true;
  }
}
