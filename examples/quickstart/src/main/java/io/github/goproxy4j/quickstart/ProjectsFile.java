package io.github.goproxy4j.quickstart;

import java.util.List;

/**
 * The file of {@code --projects}, checked: what it names is unique and exists.
 *
 * @param projects the projects
 * @param tokens the tokens
 */
record ProjectsFile(List<Project> projects, List<Token> tokens) {}
