package fr.allomairies.channels.chat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// Reads a small JSON body and says what is wrong with it.
final class ChatBody {

    private static final int LARGEST = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ChatBody() {}

    static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ChatRefusal(413, "body-too-large", "the body has more than " + LARGEST + " bytes");
        }
        try {
            var read = JSON.readValue(
                    body.length == 0 ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : body, type);
            if (read == null) {
                throw new ChatRefusal(400, "json-malformed", "the body is not a JSON object");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new ChatRefusal(400, "field-unknown", "the body has an unknown field: " + e.getPropertyName());
        } catch (MismatchedInputException e) {
            throw e.getPath().isEmpty()
                    ? new ChatRefusal(400, "json-malformed", "the body is not a JSON object")
                    : new ChatRefusal(
                            400,
                            "field-invalid",
                            e.getPath().getLast().getPropertyName() + " is not of the type that is expected");
        } catch (JacksonException e) {
            throw new ChatRefusal(400, "json-malformed", "the body is not the JSON object that is expected");
        }
    }
}
