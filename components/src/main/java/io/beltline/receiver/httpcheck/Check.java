package io.beltline.receiver.httpcheck;

import io.beltline.transport.http.ExchangeTrace;
import io.beltline.transport.http.HttpReply;
import org.jspecify.annotations.Nullable;

/**
 * What a check has come to.
 *
 * @param url the URL that was asked, without credentials
 * @param method the method
 * @param nanos how long it took
 * @param reply the answer, or why there is none
 * @param trace how long its parts took
 * @param rules how the answer was; null without one
 */
record Check(
    String url,
    String method,
    long nanos,
    HttpReply reply,
    ExchangeTrace trace,
    @Nullable BodyRules rules) {}
