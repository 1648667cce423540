"""Compiled from rules.schema.json by tools/compile_schema.py: do not edit."""
# mypy: ignore-errors
# ruff: noqa

TYPED_KEYS = frozenset(['maxItems', 'maxLength', 'maximum', 'minItems', 'minLength', 'minimum'])


class Invalid(Exception):
    """The data does not follow the schema; jsonschema tells where and why."""


Decimal = float  # the reader makes no decimals, and importing them takes time
VERSION = "2.22.3"
import re


REGEX_PATTERNS = {
    '^[A-Z]+[0-9]{3}$': re.compile('^[A-Z]+[0-9]{3}\\Z'),
    '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': re.compile('^[a-z][a-z0-9]*(-[a-z0-9]+)*\\Z')
}

NoneType = type(None)

def validate(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['rules']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "rules" in data_keys:
            data_keys.remove("rules")
            data__rules = data["rules"]
            if not isinstance(data__rules, (list, tuple)):
                raise Invalid
            data__rules_is_list = isinstance(data__rules, (list, tuple))
            if data__rules_is_list:
                data__rules_len = len(data__rules)
                if data__rules_len < 1:
                    raise Invalid
                for data__rules_x, data__rules_item in enumerate(data__rules):
                    validate___definitions_rule(data__rules_item, custom_formats)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_rule(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['code', 'name', 'level', 'message', 'why', 'for', 'examples']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "code" in data_keys:
            data_keys.remove("code")
            data__code = data["code"]
            if not isinstance(data__code, (str)):
                raise Invalid
            if isinstance(data__code, str):
                if not REGEX_PATTERNS['^[A-Z]+[0-9]{3}$'].search(data__code):
                    raise Invalid
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                if not REGEX_PATTERNS['^[a-z][a-z0-9]*(-[a-z0-9]+)*$'].search(data__name):
                    raise Invalid
        if "level" in data_keys:
            data_keys.remove("level")
            data__level = data["level"]
            if not (isinstance(data__level, str) and data__level == 'error' or isinstance(data__level, str) and data__level == 'warning' or isinstance(data__level, str) and data__level == 'info'):
                raise Invalid
        if "message" in data_keys:
            data_keys.remove("message")
            data__message = data["message"]
            if not isinstance(data__message, (str)):
                raise Invalid
            if isinstance(data__message, str):
                data__message_len = len(data__message)
                if data__message_len < 1:
                    raise Invalid
        if "why" in data_keys:
            data_keys.remove("why")
            data__why = data["why"]
            if not isinstance(data__why, (str)):
                raise Invalid
            if isinstance(data__why, str):
                data__why_len = len(data__why)
                if data__why_len < 1:
                    raise Invalid
        if "for" in data_keys:
            data_keys.remove("for")
            data__for = data["for"]
            if not (isinstance(data__for, str) and data__for == 'landscape' or isinstance(data__for, str) and data__for == 'cloud_alm_tenant' or isinstance(data__for, str) and data__for == 'binding' or isinstance(data__for, str) and data__for == 'service_instance' or isinstance(data__for, str) and data__for == 's4hana_tenant' or isinstance(data__for, str) and data__for == 'communication_system' or isinstance(data__for, str) and data__for == 'outbound_user' or isinstance(data__for, str) and data__for == 'communication_arrangement' or isinstance(data__for, str) and data__for == 'outbound_service' or isinstance(data__for, str) and data__for == 'transport'):
                raise Invalid
        if "where" in data_keys:
            data_keys.remove("where")
            data__where = data["where"]
            validate___definitions_assertion(data__where, custom_formats)
        if "must" in data_keys:
            data_keys.remove("must")
            data__must = data["must"]
            validate___definitions_assertion(data__must, custom_formats)
        if "unique" in data_keys:
            data_keys.remove("unique")
            data__unique = data["unique"]
            if not isinstance(data__unique, (str)):
                raise Invalid
            if isinstance(data__unique, str):
                data__unique_len = len(data__unique)
                if data__unique_len < 1:
                    raise Invalid
        if "compare" in data_keys:
            data_keys.remove("compare")
            data__compare = data["compare"]
            if not isinstance(data__compare, (dict)):
                raise Invalid
            data__compare_is_dict = isinstance(data__compare, dict)
            if data__compare_is_dict:
                data__compare__missing_keys = set(['field', 'is', 'other']) - data__compare.keys()
                if data__compare__missing_keys:
                    raise Invalid
                data__compare_keys = set(data__compare.keys())
                if "field" in data__compare_keys:
                    data__compare_keys.remove("field")
                    data__compare__field = data__compare["field"]
                    if not isinstance(data__compare__field, (str)):
                        raise Invalid
                    if isinstance(data__compare__field, str):
                        data__compare__field_len = len(data__compare__field)
                        if data__compare__field_len < 1:
                            raise Invalid
                if "is" in data__compare_keys:
                    data__compare_keys.remove("is")
                    data__compare__is = data__compare["is"]
                    if not (isinstance(data__compare__is, str) and data__compare__is == 'equal to' or isinstance(data__compare__is, str) and data__compare__is == 'different from' or isinstance(data__compare__is, str) and data__compare__is == 'not before'):
                        raise Invalid
                if "other" in data__compare_keys:
                    data__compare_keys.remove("other")
                    data__compare__other = data__compare["other"]
                    if not isinstance(data__compare__other, (str)):
                        raise Invalid
                    if isinstance(data__compare__other, str):
                        data__compare__other_len = len(data__compare__other)
                        if data__compare__other_len < 1:
                            raise Invalid
                if data__compare_keys:
                    raise Invalid
        if "examples" in data_keys:
            data_keys.remove("examples")
            data__examples = data["examples"]
            if not isinstance(data__examples, (dict)):
                raise Invalid
            data__examples_is_dict = isinstance(data__examples, dict)
            if data__examples_is_dict:
                data__examples__missing_keys = set(['good', 'bad']) - data__examples.keys()
                if data__examples__missing_keys:
                    raise Invalid
                data__examples_keys = set(data__examples.keys())
                if "good" in data__examples_keys:
                    data__examples_keys.remove("good")
                    data__examples__good = data__examples["good"]
                    if not isinstance(data__examples__good, (list, tuple)):
                        raise Invalid
                    data__examples__good_is_list = isinstance(data__examples__good, (list, tuple))
                    if data__examples__good_is_list:
                        data__examples__good_len = len(data__examples__good)
                        if data__examples__good_len < 1:
                            raise Invalid
                        for data__examples__good_x, data__examples__good_item in enumerate(data__examples__good):
                            if not isinstance(data__examples__good_item, (str)):
                                raise Invalid
                if "bad" in data__examples_keys:
                    data__examples_keys.remove("bad")
                    data__examples__bad = data__examples["bad"]
                    if not isinstance(data__examples__bad, (list, tuple)):
                        raise Invalid
                    data__examples__bad_is_list = isinstance(data__examples__bad, (list, tuple))
                    if data__examples__bad_is_list:
                        data__examples__bad_len = len(data__examples__bad)
                        if data__examples__bad_len < 1:
                            raise Invalid
                        for data__examples__bad_x, data__examples__bad_item in enumerate(data__examples__bad):
                            if not isinstance(data__examples__bad_item, (dict)):
                                raise Invalid
                            data__examples__bad_item_is_dict = isinstance(data__examples__bad_item, dict)
                            if data__examples__bad_item_is_dict:
                                data__examples__bad_item__missing_keys = set(['yaml', 'at']) - data__examples__bad_item.keys()
                                if data__examples__bad_item__missing_keys:
                                    raise Invalid
                                data__examples__bad_item_keys = set(data__examples__bad_item.keys())
                                if "yaml" in data__examples__bad_item_keys:
                                    data__examples__bad_item_keys.remove("yaml")
                                    data__examples__bad_item__yaml = data__examples__bad_item["yaml"]
                                    if not isinstance(data__examples__bad_item__yaml, (str)):
                                        raise Invalid
                                if "at" in data__examples__bad_item_keys:
                                    data__examples__bad_item_keys.remove("at")
                                    data__examples__bad_item__at = data__examples__bad_item["at"]
                                    if not isinstance(data__examples__bad_item__at, (str)):
                                        raise Invalid
                                if "message" in data__examples__bad_item_keys:
                                    data__examples__bad_item_keys.remove("message")
                                    data__examples__bad_item__message = data__examples__bad_item["message"]
                                    if not isinstance(data__examples__bad_item__message, (str)):
                                        raise Invalid
                                if data__examples__bad_item_keys:
                                    raise Invalid
                if data__examples_keys:
                    raise Invalid
        if data_keys:
            raise Invalid
    return data

def validate___definitions_assertion(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "const" in data_keys:
            data_keys.remove("const")
            data__const = data["const"]
            if not isinstance(data__const, (str)):
                raise Invalid
        if "enum" in data_keys:
            data_keys.remove("enum")
            data__enum = data["enum"]
            if not isinstance(data__enum, (list, tuple)):
                raise Invalid
            data__enum_is_list = isinstance(data__enum, (list, tuple))
            if data__enum_is_list:
                data__enum_len = len(data__enum)
                if data__enum_len < 1:
                    raise Invalid
                for data__enum_x, data__enum_item in enumerate(data__enum):
                    if not isinstance(data__enum_item, (str)):
                        raise Invalid
        if "pattern" in data_keys:
            data_keys.remove("pattern")
            data__pattern = data["pattern"]
            if not isinstance(data__pattern, (str)):
                raise Invalid
        if "minLength" in data_keys:
            data_keys.remove("minLength")
            data__minLength = data["minLength"]
            if not isinstance(data__minLength, (int)) and not (isinstance(data__minLength, float) and data__minLength.is_integer()) or isinstance(data__minLength, bool):
                raise Invalid
        if "maxLength" in data_keys:
            data_keys.remove("maxLength")
            data__maxLength = data["maxLength"]
            if not isinstance(data__maxLength, (int)) and not (isinstance(data__maxLength, float) and data__maxLength.is_integer()) or isinstance(data__maxLength, bool):
                raise Invalid
        if "minimum" in data_keys:
            data_keys.remove("minimum")
            data__minimum = data["minimum"]
            if not isinstance(data__minimum, (int)) and not (isinstance(data__minimum, float) and data__minimum.is_integer()) or isinstance(data__minimum, bool):
                raise Invalid
        if "maximum" in data_keys:
            data_keys.remove("maximum")
            data__maximum = data["maximum"]
            if not isinstance(data__maximum, (int)) and not (isinstance(data__maximum, float) and data__maximum.is_integer()) or isinstance(data__maximum, bool):
                raise Invalid
        if "minItems" in data_keys:
            data_keys.remove("minItems")
            data__minItems = data["minItems"]
            if not isinstance(data__minItems, (int)) and not (isinstance(data__minItems, float) and data__minItems.is_integer()) or isinstance(data__minItems, bool):
                raise Invalid
        if "maxItems" in data_keys:
            data_keys.remove("maxItems")
            data__maxItems = data["maxItems"]
            if not isinstance(data__maxItems, (int)) and not (isinstance(data__maxItems, float) and data__maxItems.is_integer()) or isinstance(data__maxItems, bool):
                raise Invalid
        if "required" in data_keys:
            data_keys.remove("required")
            data__required = data["required"]
            if not isinstance(data__required, (list, tuple)):
                raise Invalid
            data__required_is_list = isinstance(data__required, (list, tuple))
            if data__required_is_list:
                data__required_len = len(data__required)
                if data__required_len < 1:
                    raise Invalid
                for data__required_x, data__required_item in enumerate(data__required):
                    if not isinstance(data__required_item, (str)):
                        raise Invalid
        if "properties" in data_keys:
            data_keys.remove("properties")
            data__properties = data["properties"]
            if not isinstance(data__properties, (dict)):
                raise Invalid
            data__properties_is_dict = isinstance(data__properties, dict)
            if data__properties_is_dict:
                data__properties_keys = set(data__properties.keys())
                for data__properties_key in data__properties_keys:
                    if data__properties_key not in []:
                        data__properties_value = data__properties.get(data__properties_key)
                        validate___definitions_assertion(data__properties_value, custom_formats)
        if "items" in data_keys:
            data_keys.remove("items")
            data__items = data["items"]
            validate___definitions_assertion(data__items, custom_formats)
        if "contains" in data_keys:
            data_keys.remove("contains")
            data__contains = data["contains"]
            validate___definitions_assertion(data__contains, custom_formats)
        if "not" in data_keys:
            data_keys.remove("not")
            data__not = data["not"]
            validate___definitions_assertion(data__not, custom_formats)
        if "anyOf" in data_keys:
            data_keys.remove("anyOf")
            data__anyOf = data["anyOf"]
            if not isinstance(data__anyOf, (list, tuple)):
                raise Invalid
            data__anyOf_is_list = isinstance(data__anyOf, (list, tuple))
            if data__anyOf_is_list:
                data__anyOf_len = len(data__anyOf)
                if data__anyOf_len < 1:
                    raise Invalid
                for data__anyOf_x, data__anyOf_item in enumerate(data__anyOf):
                    validate___definitions_assertion(data__anyOf_item, custom_formats)
        if "allOf" in data_keys:
            data_keys.remove("allOf")
            data__allOf = data["allOf"]
            if not isinstance(data__allOf, (list, tuple)):
                raise Invalid
            data__allOf_is_list = isinstance(data__allOf, (list, tuple))
            if data__allOf_is_list:
                data__allOf_len = len(data__allOf)
                if data__allOf_len < 1:
                    raise Invalid
                for data__allOf_x, data__allOf_item in enumerate(data__allOf):
                    validate___definitions_assertion(data__allOf_item, custom_formats)
        if data_keys:
            raise Invalid
    return data