//! What SARIF 2.1.0 and the code-scanning tab ask of a log, as a schema: the parts of the specification that concern what
//! we write, strict where it is strict, so that a misspelt property is found.

use serde_json::{Value, json};

/// The schema. A log that holds anything outside of it fails.
pub(super) fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "required": ["version", "runs"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string", "format": "uri" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "$ref": "#/definitions/run" } },
        },
        "definitions": {
            "run": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": false,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": false,
                        "properties": { "driver": { "$ref": "#/definitions/driver" } },
                    },
                    "automationDetails": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": { "id": { "type": "string" } },
                    },
                    "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                    "invocations": { "type": "array", "items": { "$ref": "#/definitions/invocation" } },
                    "properties": { "type": "object" },
                    "results": { "type": "array", "maxItems": 25000, "items": { "$ref": "#/definitions/result" } },
                },
            },
            "driver": {
                "type": "object",
                "required": ["name", "rules"],
                "additionalProperties": false,
                "properties": {
                    "name": { "type": "string" },
                    "version": { "type": "string" },
                    "semanticVersion": { "type": "string", "pattern": "^\\d+\\.\\d+\\.\\d+" },
                    "informationUri": { "type": "string", "format": "uri" },
                    "rules": {
                        "type": "array",
                        "uniqueItems": true,
                        "maxItems": 25000,
                        "items": { "$ref": "#/definitions/rule" },
                    },
                },
            },
            "rule": {
                "type": "object",
                "required": ["id", "shortDescription", "fullDescription", "help"],
                "additionalProperties": false,
                "properties": {
                    "id": { "type": "string", "minLength": 1 },
                    "shortDescription": { "$ref": "#/definitions/text" },
                    "fullDescription": { "$ref": "#/definitions/text" },
                    "help": { "$ref": "#/definitions/text" },
                    "helpUri": { "type": "string", "format": "uri" },
                    "defaultConfiguration": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": { "level": { "$ref": "#/definitions/level" } },
                    },
                    "properties": {
                        "type": "object",
                        "properties": { "tags": { "type": "array", "uniqueItems": true, "maxItems": 20 } },
                    },
                },
            },
            "invocation": {
                "type": "object",
                "required": ["executionSuccessful"],
                "additionalProperties": false,
                "properties": {
                    "executionSuccessful": { "type": "boolean" },
                    "toolExecutionNotifications": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": false,
                            "properties": {
                                "level": { "$ref": "#/definitions/level" },
                                "descriptor": {
                                    "type": "object",
                                    "required": ["id"],
                                    "additionalProperties": false,
                                    "properties": { "id": { "type": "string" } },
                                },
                                "message": { "$ref": "#/definitions/text" },
                                "locations": { "type": "array", "items": { "$ref": "#/definitions/location" } },
                            },
                        },
                    },
                },
            },
            "result": {
                "type": "object",
                // The code-scanning tab wants more than the specification: a rule, a place and a fingerprint.
                "required": ["message", "ruleId", "locations", "partialFingerprints"],
                "additionalProperties": false,
                "properties": {
                    "ruleId": { "type": "string" },
                    "ruleIndex": { "type": "integer", "minimum": 0 },
                    "rank": { "type": "number", "minimum": -1, "maximum": 100 },
                    "level": { "$ref": "#/definitions/level" },
                    "message": { "$ref": "#/definitions/text" },
                    "locations": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1000,
                        "items": { "$ref": "#/definitions/location" },
                    },
                    "partialFingerprints": {
                        "type": "object",
                        "minProperties": 1,
                        "additionalProperties": { "type": "string", "minLength": 1 },
                    },
                    "properties": { "type": "object" },
                    "fixes": { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/fix" } },
                },
            },
            "fix": fix(),
            "location": {
                "type": "object",
                "required": ["physicalLocation"],
                "additionalProperties": false,
                "properties": {
                    "physicalLocation": {
                        "type": "object",
                        "required": ["artifactLocation", "region"],
                        "additionalProperties": false,
                        "properties": {
                            "artifactLocation": {
                                "type": "object",
                                "required": ["uri"],
                                "additionalProperties": false,
                                // An `http:` place makes GitHub refuse the whole file.
                                "properties": {
                                    "uri": {
                                        "type": "string",
                                        "format": "uri-reference",
                                        "minLength": 1,
                                        "not": { "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:(?!///)" },
                                    },
                                },
                            },
                            "region": {
                                "type": "object",
                                "required": ["startLine"],
                                "additionalProperties": false,
                                "properties": {
                                    "startLine": { "type": "integer", "minimum": 1 },
                                    "startColumn": { "type": "integer", "minimum": 1 },
                                },
                            },
                        },
                    },
                },
            },
            "text": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": false,
                "properties": {
                    "text": { "type": "string", "minLength": 1 },
                    "markdown": { "type": "string", "minLength": 1 },
                },
            },
            "level": { "enum": ["none", "note", "warning", "error"] },
        },
    })
}

/// What a result may be mended by.
fn fix() -> Value {
    json!({
        "type": "object",
        "required": ["artifactChanges"],
        "additionalProperties": false,
        "properties": {
            "description": { "$ref": "#/definitions/text" },
            "artifactChanges": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["artifactLocation", "replacements"],
                    "additionalProperties": false,
                    "properties": {
                        "artifactLocation": { "type": "object", "required": ["uri"] },
                        "replacements": {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                                "type": "object",
                                "required": ["deletedRegion"],
                                "additionalProperties": false,
                                "properties": {
                                    "deletedRegion": {
                                        "type": "object",
                                        "required": ["startLine", "startColumn", "endLine", "endColumn"],
                                        "additionalProperties": { "type": "integer", "minimum": 1 },
                                    },
                                    "insertedContent": { "$ref": "#/definitions/text" },
                                },
                            },
                        },
                    },
                },
            },
        },
    })
}

/// Reviewdog's format, from proto/rdf/reviewdog.proto in its JSON mapping.
pub(super) fn rdjson() -> Value {
    let position = json!({
        "type": "object",
        "required": ["line"],
        "additionalProperties": false,
        "properties": {
            "line": { "type": "integer", "minimum": 1 },
            "column": { "type": "integer", "minimum": 1 },
        },
    });
    let range = json!({
        "type": "object",
        "required": ["start"],
        "additionalProperties": false,
        "properties": { "start": position, "end": position },
    });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "required": ["source", "diagnostics"],
        "additionalProperties": false,
        "properties": {
            "source": { "type": "object", "required": ["name"] },
            "diagnostics": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message", "location", "severity", "code"],
                    "additionalProperties": false,
                    "properties": {
                        "message": { "type": "string", "minLength": 1 },
                        "location": {
                            "type": "object",
                            "required": ["path"],
                            "additionalProperties": false,
                            "properties": { "path": { "type": "string", "minLength": 1 }, "range": range },
                        },
                        "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
                        "code": { "type": "object", "required": ["value", "url"] },
                        "suggestions": {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                                "type": "object",
                                "required": ["range", "text"],
                                "additionalProperties": false,
                                "properties": { "range": range, "text": { "type": "string" } },
                            },
                        },
                    },
                },
            },
        },
    })
}

/// GitLab's Code Quality report: what its documentation asks for, and nothing else.
pub(super) fn gitlab() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "array",
        "uniqueItems": true,
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": false,
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "additionalProperties": false,
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^./]|^\\.[^/]|^/" },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "additionalProperties": false,
                            "properties": { "begin": { "type": "integer", "minimum": 1 } },
                        },
                    },
                },
            },
        },
    })
}
