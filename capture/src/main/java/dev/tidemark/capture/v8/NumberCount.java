package dev.tidemark.capture.v8;

import dev.tidemark.capture.CaptureException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Counts the numbers that lie in arrays, Sets and Maps. A snapshot shows none of them, only how
 * large a table there is room for, which grows in leaps.
 *
 * <p>V8 is asked for all collections, and they for what is in them, without any code of the
 * program. Costs a full collection and a walk over the heap for each kind.
 */
final class NumberCount {
    private static final List<String> KINDS = List.of("Array", "Set", "Map");
    private static final String GROUP = "tidemark-numbers";

    /** Longer arrays are taken to be sparse: to look at each slot would take seconds. */
    private static final String IN_ALL =
            """
            function () {
              const isNumber = (value) => typeof value === 'number';
              let numbers = 0;
              for (const one of this) {
                try {
                  if (Array.isArray(one)) {
                    const slots = one.length < 2e7 ? one.length : 0;
                    for (let i = 0; i < slots; i++) if (isNumber(one[i])) numbers++;
                  } else if (one instanceof Set) {
                    Set.prototype.forEach.call(one, (value) => { if (isNumber(value)) numbers++; });
                  } else {
                    Map.prototype.forEach.call(one, (value, key) => {
                      if (isNumber(value) || isNumber(key)) numbers++;
                    });
                  }
                } catch {
                  // The prototype of a class that extends one of them, and is none.
                }
              }
              return numbers;
            }
            """;

    private NumberCount() {}

    static long of(InspectorSession session, Duration deadline) throws CaptureException {
        try {
            long numbers = 0;
            for (String kind : KINDS) {
                numbers += of(kind, session, deadline);
            }
            return numbers;
        } finally {
            session.call(
                    "Runtime.releaseObjectGroup",
                    Json.object().put("objectGroup", GROUP),
                    deadline);
        }
    }

    private static long of(String kind, InspectorSession session, Duration deadline)
            throws CaptureException {
        JsonNode prototype =
                session.call(
                        "Runtime.evaluate",
                        Json.object()
                                .put("expression", kind + ".prototype")
                                .put("objectGroup", GROUP),
                        deadline);
        JsonNode found =
                session.call(
                        "Runtime.queryObjects",
                        Json.object()
                                .put("prototypeObjectId", id(prototype.path("result")))
                                .put("objectGroup", GROUP),
                        deadline);
        JsonNode counted =
                session.call(
                        "Runtime.callFunctionOn",
                        Json.object()
                                .put("objectId", id(found.path("objects")))
                                .put("functionDeclaration", IN_ALL)
                                .put("silent", true)
                                .put("returnByValue", true),
                        deadline);
        return counted.path("result").path("value").asLong(0);
    }

    private static String id(JsonNode object) {
        return object.path("objectId").asString("");
    }
}
