package io.github.goproxy4j.quickstart;

import java.util.List;

/**
 * The file of {@code --projects}, checked: what it names is unique and exists.
 *
 * @param settings what it says for all projects
 * @param projects the projects
 * @param tokens the tokens
 */
record ProjectsFile(InstanceSettings settings, List<Project> projects, List<Token> tokens) {}
