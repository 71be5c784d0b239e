package fr.allomairies.channels.report;

import fr.allomairies.channels.report.Document.Form;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Question;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Open311 GeoReport v2, as wiki.open311.org/GeoReport_v2 describes it. Public; filing a report takes an api_key.
@RestController
@RequestMapping("/open311")
class Open311Controller {

    private static final Logger LOG = LoggerFactory.getLogger(Open311Controller.class);

    private final ReportSettings settings;
    private final ApiKeys keys;
    private final Catalogue catalogue;
    private final Filing filing;
    private final Requests requests;
    private final Updates updates;

    Open311Controller(
            ReportSettings settings,
            ApiKeys keys,
            Catalogue catalogue,
            Filing filing,
            Requests requests,
            Updates updates) {
        this.settings = settings;
        this.keys = keys;
        this.catalogue = catalogue;
        this.filing = filing;
        this.requests = requests;
        this.updates = updates;
    }

    @GetMapping("/v2/discovery.{form:json|xml}")
    ResponseEntity<String> discovery(@PathVariable String form, HttpServletRequest request) {
        return answer(HttpStatus.OK, form, new Discovery(settings).document(request));
    }

    @GetMapping("/v2/services.{form:json|xml}")
    ResponseEntity<String> services(@PathVariable String form, @RequestParam Map<String, String> parameters)
            throws Fault {
        checkJurisdiction(parameters);
        var english = isEnglish(parameters);
        var services = catalogue.categories().stream()
                .map(category ->
                        service(category, !catalogue.questions(category.code()).isEmpty(), english))
                .toList();
        return answer(HttpStatus.OK, form, Document.of("services", "service", services));
    }

    @GetMapping("/v2/services/{code:.+}.{form:json|xml}")
    ResponseEntity<String> definition(
            @PathVariable String code, @PathVariable String form, @RequestParam Map<String, String> parameters)
            throws Fault {
        checkJurisdiction(parameters);
        var fields = Document.fields();
        var category = category(code);
        var english = isEnglish(parameters);
        fields.put("service_code", category.code().value());
        fields.put("attributes", attributes(category, english ? "en" : "fr"));
        return answer(HttpStatus.OK, form, new Document("service_definition", fields));
    }

    /// Named without a pattern, so that it is found without looking at every other address.
    @PostMapping({"/v2/requests.json", "/v2/requests.xml"})
    ResponseEntity<String> file(
            @RequestParam Map<String, String> parameters,
            @RequestHeader("Idempotency-Key") Optional<String> idempotencyKey,
            HttpServletRequest request)
            throws Fault {
        var origin = keys.check(parameters.get("api_key"));
        checkJurisdiction(parameters);
        var number = filing.file(Answers.form(request.getParameterMap()), media(request), idempotencyKey, origin);
        var form = request.getRequestURI().endsWith(".json") ? "json" : "xml";
        return answer(HttpStatus.CREATED, form, requests.filed(number, parameters.getOrDefault("description", "")));
    }

    /// For who sent a report and did not hear the answer: its token is the `Idempotency-Key` that it was sent with.
    @GetMapping("/v2/tokens/{token}.{form:json|xml}")
    ResponseEntity<String> token(
            @PathVariable String token, @PathVariable String form, @RequestParam Map<String, String> parameters)
            throws Fault {
        var origin = keys.check(parameters.get("api_key"));
        checkJurisdiction(parameters);
        var fields = Document.fields();
        fields.put(
                "service_request_id",
                filing.number(token, origin)
                        .orElseThrow(() -> Fault.notFound("nothing was sent with that Idempotency-Key")));
        fields.put("token", token);
        return answer(HttpStatus.OK, form, Document.of("service_requests", "request", List.of(fields)));
    }

    @GetMapping("/v2/requests.{form:json|xml}")
    ResponseEntity<String> find(@PathVariable String form, @RequestParam Map<String, String> parameters) throws Fault {
        checkJurisdiction(parameters);
        return answer(HttpStatus.OK, form, requests.find(parameters, keys.isKnown(parameters.get("api_key"))));
    }

    @GetMapping("/v2/requests/{number}.{form:json|xml}")
    ResponseEntity<String> one(
            @PathVariable String number, @PathVariable String form, @RequestParam Map<String, String> parameters)
            throws Fault {
        checkJurisdiction(parameters);
        return answer(HttpStatus.OK, form, requests.one(number, keys.isKnown(parameters.get("api_key"))));
    }

    @GetMapping("/v2/servicerequestupdates.{form:json|xml}")
    ResponseEntity<String> updates(@PathVariable String form, @RequestParam Map<String, String> parameters)
            throws Fault {
        checkJurisdiction(parameters);
        return answer(HttpStatus.OK, form, updates.find(parameters));
    }

    @RequestMapping("/**")
    ResponseEntity<String> nothing() throws Fault {
        throw Fault.notFound(
                "no such resource: discovery, services, requests, tokens or servicerequestupdates, followed by .json or .xml");
    }

    @ExceptionHandler
    ResponseEntity<String> fault(Fault fault, HttpServletRequest request) {
        return Faults.answer(fault, request);
    }

    /// A parameter whose bytes are no text.
    @ExceptionHandler
    ResponseEntity<String> unreadable(InvalidParameterException unreadable, HttpServletRequest request) {
        return Faults.answer(Fault.badRequest("a parameter is not encoded in UTF-8"), request);
    }

    @ExceptionHandler
    ResponseEntity<String> surprise(RuntimeException surprise, HttpServletRequest request) {
        LOG.atError().setCause(surprise).log("open311-failed");
        return Faults.answer(Fault.notNow("something failed on our side; try again"), request);
    }

    private void checkJurisdiction(Map<String, String> parameters) throws Fault {
        var wanted = parameters.getOrDefault("jurisdiction_id", settings.jurisdiction());
        if (!wanted.isBlank() && !wanted.equals(settings.jurisdiction())) {
            throw Fault.notFound("jurisdiction_id is not ours, which is " + settings.jurisdiction());
        }
    }

    private Category category(String code) throws Fault {
        return catalogue.categories().stream()
                .filter(category -> category.code().value().equals(code))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("service_code is not one of ours; see services"));
    }

    private static Map<String, @Nullable Object> service(Category category, boolean asks, boolean english) {
        var fields = Document.fields();
        fields.put("service_code", category.code().value());
        fields.put("service_name", english ? category.labelEn() : category.labelFr());
        fields.put("description", english ? category.labelEn() : category.labelFr());
        fields.put("metadata", String.valueOf(asks));
        fields.put("type", "realtime");
        fields.put("keywords", category.kind().name().toLowerCase(Locale.ROOT));
        fields.put("group", category.code().theme());
        return fields;
    }

    private List<Map<String, @Nullable Object>> attributes(Category category, String language) {
        var attributes = new ArrayList<Map<String, @Nullable Object>>();
        for (var question : catalogue.questions(category.code())) {
            var fields = Document.fields();
            fields.put("variable", "true");
            fields.put("code", question.code());
            fields.put("datatype", datatype(question));
            fields.put("required", String.valueOf(question.required()));
            fields.put("datatype_description", null);
            fields.put("order", attributes.size() + 1);
            fields.put("description", question.label(language));
            if (!question.options().isEmpty()) {
                fields.put(
                        "values",
                        question.options().stream()
                                .map(option -> value(option, language))
                                .toList());
            }
            attributes.add(fields);
        }
        return attributes;
    }

    private static Map<String, @Nullable Object> value(Question.Option option, String language) {
        var fields = Document.fields();
        fields.put("key", option.code());
        fields.put("name", option.label(language));
        return fields;
    }

    private static String datatype(Question question) {
        if (question.options().isEmpty()) {
            return "string";
        }
        return question.several() ? "multivaluelist" : "singlevaluelist";
    }

    private static boolean isEnglish(Map<String, String> parameters) {
        return parameters.getOrDefault("locale", "").startsWith("en");
    }

    private static List<MultipartFile> media(HttpServletRequest request) {
        return request instanceof MultipartHttpServletRequest multipart ? multipart.getFiles("media") : List.of();
    }

    private static ResponseEntity<String> answer(HttpStatus status, String form, Document document) {
        var written = Form.valueOf(form.toUpperCase(Locale.ROOT));
        return ResponseEntity.status(status).contentType(written.type()).body(written.write(document));
    }
}
