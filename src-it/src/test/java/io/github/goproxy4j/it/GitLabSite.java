package io.github.goproxy4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A quickstart with a project of every visibility and setting, and a token of every kind, scope and access. */
final class GitLabSite {
    /** The module of project 1, which the go.mod files of all repositories have. */
    static final String MODULE = "my-go-module";

    /** The ids of the projects by visibility, flag and packages, and one that no project has. */
    static final Map<String, Integer> IDS = ids();

    private static final int ABSENT = 999;

    private GitLabSite() {}

    private static Map<String, Integer> ids() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String visibility : List.of("public", "internal", "private")) {
            for (String packages : List.of("on", "off")) {
                for (String goProxy : List.of("on", "off")) {
                    ids.put(visibility + " " + goProxy + " " + packages, 11 + ids.size());
                }
            }
        }
        ids.put("no such project  ", ABSENT);
        return ids;
    }

    /** Starts one with a setting of the file's top level; project 1, {@code group/lib}, is private and on. */
    static QuickstartProcess start(Path directory, String setting) throws IOException {
        if (!Files.exists(directory.resolve("lib.git"))) {
            Fixtures.plain(directory.resolve("lib.git"), MODULE);
        }
        List<String> projects = new ArrayList<>();
        projects.add(project(1, "private", true, true));
        for (Map.Entry<String, Integer> entry : IDS.entrySet()) {
            if (entry.getValue() != ABSENT) {
                List<String> kind = List.of(entry.getKey().split(" ", 3));
                projects.add(project(
                        entry.getValue(),
                        kind.get(0),
                        kind.get(1).equals("on"),
                        kind.get(2).equals("on")));
            }
        }
        List<String> tokens = new ArrayList<>(List.of(
                token("read access", "", all("read")),
                token("guest", "", all("guest")),
                token("no access", "", ""),
                token("expired token", ",\"expired\":true", all("read"))));
        for (String kind : List.of("personal", "oauth", "job", "deploy")) {
            tokens.add(token(kind, ",\"kind\":\"" + kind + "\"", "\"group/lib\":\"read\""));
        }
        for (Map<String, String> row : GitLabPageIT.scopes()) {
            String scopes = row.get("scopes").equals("none") ? "" : "\"" + row.get("scopes") + "\"";
            tokens.add(token(
                    scoped(row),
                    ",\"kind\":\"" + row.get("kind") + "\",\"scopes\":[" + scopes + "]",
                    "\"group/lib\":\"read\""));
        }
        Path file = Files.createTempFile(directory, "projects", ".json");
        Files.writeString(file, "{" + setting + ",\"projects\":" + projects + ",\"tokens\":" + tokens + "}");
        return QuickstartProcess.start(directory, "--projects", file.toString());
    }

    private static String project(int id, String visibility, boolean goProxy, boolean packages) {
        return "{\"id\":" + id + ",\"path\":\"" + path(id) + "\",\"repository\":\"lib.git\",\"module\":\"" + module(id)
                + "\",\"visibility\":\"" + visibility + "\",\"goProxy\":" + goProxy + ",\"packages\":" + packages + "}";
    }

    /** The module path that a project's root stands for; no two projects have the same. */
    static String module(int id) {
        return id == 1 ? MODULE : "gitlab.example.com/group/p" + id;
    }

    private static String path(int id) {
        return id == 1 ? "group/lib" : "group/p" + id;
    }

    private static String token(String value, String fields, String access) {
        return "{\"value\":\"" + secret(value) + "\"" + fields + ",\"access\":{" + access + "}}";
    }

    private static String all(String level) {
        List<String> access = new ArrayList<>(List.of("\"group/lib\":\"" + level + "\""));
        for (int id = 11; id <= 22; id++) {
            access.add("\"group/p" + id + "\":\"" + level + "\"");
        }
        return String.join(",", access);
    }

    /** The value of the token of a name. */
    static String secret(String name) {
        return "token-" + name.replace(' ', '-');
    }

    /** The name of the token of a row of scopes. */
    static String scoped(Map<String, String> row) {
        return row.get("kind") + " " + row.get("scopes");
    }
}
