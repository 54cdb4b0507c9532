package io.beltline.connector.routing;

import io.beltline.api.Context;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the headers of a request: {@code request["X-Tenant"] == "acme"}. A request without
 * the header meets neither {@code ==} nor {@code !=}.
 *
 * @param header the header
 * @param equal whether its first value must be the wanted one, or must not
 * @param value the wanted value
 */
record RequestCondition(String header, boolean equal, String value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*request\\[\"([^\"]*)\"]\\s*(==|!=)\\s*\"([^\"]*)\"\\s*");

  /** Reads one; null if it has another form. */
  static @Nullable RequestCondition parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new RequestCondition(matcher.group(1), matcher.group(2).equals("=="), matcher.group(3))
        : null;
  }

  boolean test(Context context) {
    List<String> values = context.metadata().get(header);
    return !values.isEmpty() && values.getFirst().equals(value) == equal;
  }
}
