package io.beltline.receiver.hostmetrics;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the names of a filter are compared.
 *
 * @param matchType whether they are texts or patterns
 * @param regexp accepted for compatibility
 */
public record FilterConfig(
    @Doc("How the names are compared: as they are, or as patterns found anywhere in a name.")
        @Nullable MatchType matchType,
    @Doc("Accepted for compatibility; patterns are compiled once.") CacheConfig regexp) {

  /** How names are compared. */
  public enum MatchType {
    STRICT,
    REGEXP
  }

  /** Settings of a cache that is not needed here. */
  public record CacheConfig(
      @Doc("Accepted for compatibility.") @Key(aliases = "cache_enabled") @Default("false")
          boolean cacheenabled,
      @Doc("Accepted for compatibility.") @Key(aliases = "cache_max_num_entries") @Default("0")
          int cachemaxnumentries) {}

  /** Reports what is wrong with a filter whose names stand under a key beside these. */
  void validate(String key, List<String> names, Problems problems) {
    if (!names.isEmpty() && matchType == null) {
      problems.add("match_type", "must be given (expected: strict or regexp)");
    }
    if (matchType == MatchType.REGEXP) {
      for (int i = 0; i < names.size(); i++) {
        try {
          Pattern.compile(names.get(i));
        } catch (PatternSyntaxException e) {
          problems.add(
              key + "::" + i,
              "\"%s\" is no regular expression: %s (expected: RE2 syntax)"
                  .formatted(names.get(i), e.getDescription()));
        }
      }
    }
  }
}
