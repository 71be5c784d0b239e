package fr.allomairies.ticketing.elasticsearch;

import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For `./allo search rebuild`, and whoever wants to know how it goes.
@RestController
@RequestMapping("/api/administration/search")
@ConditionalOnProperty("allo.search.elasticsearch.url")
class SearchIndexController {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexController.class);

    private final IndexBuild build;
    private final IndexWatch watch;

    SearchIndexController(IndexBuild build, IndexWatch watch) {
        this.build = build;
        this.watch = watch;
    }

    @GetMapping
    Told told() {
        return new Told(watch.standing(), build.progress());
    }

    /// Accepted, or a conflict while one is being made.
    @PostMapping("/rebuild")
    ResponseEntity<Told> rebuild(Principal who) {
        if (!build.start()) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(told());
        }
        LOG.atInfo().addKeyValue("by", who.getName()).log("search-index-rebuild-asked-for");
        return ResponseEntity.accepted().body(told());
    }

    record Told(IndexWatch.Standing standing, IndexBuild.Progress build) {}
}
