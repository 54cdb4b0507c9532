package io.beltline.processor.tailsampling;

import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;

/**
 * An OTTL condition on spans or on their events.
 *
 * @param context what it is asked of
 * @param condition the condition
 * @param text as it was written
 * @param mode what its failing means
 * @param question its number
 * @param failed the number of what is set when it fails; -1 if that is to be passed over
 */
record OttlQuestion(
    ContextName context,
    Condition condition,
    String text,
    ErrorMode mode,
    int question,
    int failed) {}
