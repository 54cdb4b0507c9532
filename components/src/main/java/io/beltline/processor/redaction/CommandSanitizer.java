package io.beltline.processor.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Takes values out of commands of Redis, Valkey and Memcached. */
final class CommandSanitizer {
  private static final Set<String> NO_KEY = Set.of("AUTH", "HELLO", "ECHO", "PING", "MIGRATE");

  /** The commands that have values; what begins with another word is no command of theirs. */
  private static final Set<String> REDIS =
      Set.copyOf(
          List.of(
              ("APPEND AUTH BITCOUNT BITFIELD BITOP BITPOS BLMOVE BLPOP BRPOP BRPOPLPUSH BZPOPMAX"
                   + " BZPOPMIN CONFIG COPY DECR DECRBY DEL ECHO EVAL EVALSHA EXISTS EXPIRE"
                   + " EXPIREAT FCALL GEOADD GEODIST GEOHASH GEOPOS GEORADIUS GEORADIUSBYMEMBER"
                   + " GEOSEARCH GEOSEARCHSTORE GET GETBIT GETDEL GETEX GETRANGE GETSET HDEL HELLO"
                   + " HEXISTS HGET HGETALL HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET HSCAN HSET"
                   + " HSETNX HSTRLEN HVALS INCR INCRBY INCRBYFLOAT KEYS LINDEX LINSERT LLEN LMOVE"
                   + " LPOP LPOS LPUSH LPUSHX LRANGE LREM LSET LTRIM MGET MIGRATE MSET MSETNX"
                   + " OBJECT PERSIST PEXPIRE PEXPIREAT PFADD PFCOUNT PFMERGE PING PSETEX PTTL"
                   + " PUBLISH RENAME RENAMENX RESTORE RPOP RPOPLPUSH RPUSH RPUSHX SADD SCARD SDIFF"
                   + " SDIFFSTORE SET SETBIT SETEX SETNX SETRANGE SINTER SINTERSTORE SISMEMBER"
                   + " SMEMBERS SMOVE SORT SPOP SRANDMEMBER SREM SSCAN STRLEN SUBSCRIBE SUNION"
                   + " SUNIONSTORE TOUCH TTL TYPE UNLINK XACK XADD XDEL XGROUP XLEN XRANGE XREAD"
                   + " XREADGROUP XTRIM ZADD ZCARD ZCOUNT ZINCRBY ZLEXCOUNT ZPOPMAX ZPOPMIN ZRANGE"
                   + " ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK"
                   + " ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE")
                  .split(" ")));

  private static final Set<String> MEMCACHED =
      Set.of("set", "add", "replace", "append", "prepend", "cas", "ms");

  private CommandSanitizer() {}

  /**
   * Commands of Redis, one a line: the command and its key stay. A line in quotes, and one behind a
   * value that begins with no command, are part of that value.
   */
  static String redis(String commands) {
    StringJoiner kept = new StringJoiner("\n");
    boolean valued = false;
    for (int at = 0; at < commands.length(); ) {
      boolean known = isCommand(commands, at);
      int end = known ? commandEnd(commands, at) : lineEnd(commands, at);
      String line = commands.substring(at, end);
      if (known) {
        String command = redisCommand(line.strip());
        valued |= command.endsWith(" ?");
        kept.add(command);
      } else if (!valued) {
        kept.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      }
      at = end + 1;
    }
    return kept.toString();
  }

  private static boolean isCommand(String text, int from) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = wordEnd(text, start);
    return REDIS.contains(text.substring(start, end).toUpperCase(Locale.ROOT));
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Where the first line ends that does not go on inside of quotes. */
  private static int commandEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0) {
        if (c == '\n') {
          return i;
        }
        boolean opens = c == '"' || (c == '\'' && Character.isWhitespace(text.charAt(i - 1)));
        quote = opens ? c : 0;
      } else if (c == '\\') {
        i++;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return text.length();
  }

  private static String redisCommand(String command) {
    int end = wordEnd(command, 0);
    String word = command.substring(0, end).toUpperCase(Locale.ROOT);
    if (end == command.length()) {
      return command;
    }
    if (NO_KEY.contains(word)) {
      return command.substring(0, end) + " ?";
    }
    int key = end;
    while (Character.isWhitespace(command.charAt(key))) {
      key++;
    }
    int keyEnd = wordEnd(command, key);
    String kept = command.substring(0, end) + " " + command.substring(key, keyEnd);
    return keyEnd == command.length() ? kept : kept + " ?";
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    char quote = end < text.length() ? text.charAt(end) : ' ';
    if (quote == '"' || quote == '\'') {
      int close = end + 1;
      while (close < text.length() && text.charAt(close) != quote) {
        close += text.charAt(close) == '\\' ? 2 : 1;
      }
      return Math.min(close + 1, text.length());
    }
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A command of Memcached: its first line stays, the data behind it goes. */
  static String memcached(String command) {
    String line = command.lines().findFirst().orElse("").strip();
    return MEMCACHED.contains(line.substring(0, wordEnd(line, 0))) ? line : command;
  }
}
