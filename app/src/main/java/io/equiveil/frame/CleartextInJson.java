package io.equiveil.frame;

import io.equiveil.kernel.Cleartext;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/// Confidential values in JSON: read from a request like text, and never written by accident. An answer that shall
/// carry one says so by revealing it into a text of its own.
@JacksonComponent
class CleartextInJson {

    static class Reading extends ValueDeserializer<Cleartext> {
        @Override
        public Cleartext deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString();
            return Cleartext.of(text == null ? "" : text);
        }
    }

    static class Writing extends ValueSerializer<Cleartext> {
        @Override
        public void serialize(Cleartext value, JsonGenerator generator, SerializationContext context) {
            throw new IllegalStateException("a confidential value is revealed on purpose or not at all");
        }
    }
}
