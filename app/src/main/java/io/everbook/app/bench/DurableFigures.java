package io.everbook.app.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the benchmark of durable mode writes as JSON; latencies in microseconds. */
final class DurableFigures {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double NANOS_PER_MICRO = 1e3;

    private DurableFigures() {}

    static String json(DurableBench.Options options, Path directory, List<DurableRound> rounds, DurableRound all)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("seconds", options.seconds());
            json.writeNumberField("outstanding", options.outstanding());
            json.writeStringField("fileSystem", Files.getFileStore(directory).type());
            json.writeStringField("java", Runtime.version().toString());
            json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
            json.writeArrayFieldStart("rounds");
            for (DurableRound round : rounds) {
                write(json, round);
            }
            json.writeEndArray();
            json.writeNumberField("medianLatencyRatio", DurableRound.medianLatencyRatio(rounds));
            json.writeFieldName("all");
            write(json, all);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, DurableRound round) throws IOException {
        json.writeStartObject();
        write(json, "bare", round.bare);
        write(json, "one", round.one);
        write(json, "oneForces", round.oneForces);
        write(json, "manyForces", round.manyForces);
        json.writeNumberField("latencyRatio", round.latencyRatio());
        json.writeNumberField("onePerSecond", round.oneRate());
        json.writeNumberField("many", round.many);
        json.writeNumberField("manyPerSecond", round.manyRate());
        json.writeNumberField("rateRatio", round.rateRatio());
        json.writeNumberField("oneForcesPerCommand", round.oneForcesPerCommand());
        json.writeNumberField("manyPerForce", round.manyPerForce());
        json.writeNumberField("oneBytesPerCommand", round.oneBytesPerCommand());
        json.writeNumberField("manyBytesPerCommand", round.manyBytesPerCommand());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Histogram latency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", latency.getTotalCount());
        json.writeNumberField("p50", latency.getValueAtPercentile(50) / NANOS_PER_MICRO);
        json.writeNumberField("p99", latency.getValueAtPercentile(99) / NANOS_PER_MICRO);
        json.writeNumberField("max", latency.getMaxValue() / NANOS_PER_MICRO);
        json.writeEndObject();
    }
}
