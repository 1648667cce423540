"""Compiled from config.schema.json by tools/compile_schema.py: do not edit."""
# mypy: ignore-errors
# ruff: noqa

TYPED_KEYS = frozenset([])


class Invalid(Exception):
    """The data does not follow the schema; jsonschema tells where and why."""


Decimal = float  # the reader makes no decimals, and importing them takes time
VERSION = "2.22.3"


NoneType = type(None)

def validate(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "extend" in data_keys:
            data_keys.remove("extend")
            data__extend = data["extend"]
            if not isinstance(data__extend, (str)):
                raise Invalid
            if isinstance(data__extend, str):
                data__extend_len = len(data__extend)
                if data__extend_len < 1:
                    raise Invalid
        if "select" in data_keys:
            data_keys.remove("select")
            data__select = data["select"]
            if not isinstance(data__select, (list, tuple)):
                raise Invalid
            data__select_is_list = isinstance(data__select, (list, tuple))
            if data__select_is_list:
                data__select_len = len(data__select)
                for data__select_x, data__select_item in enumerate(data__select):
                    if not isinstance(data__select_item, (str)):
                        raise Invalid
        if "ignore" in data_keys:
            data_keys.remove("ignore")
            data__ignore = data["ignore"]
            if not isinstance(data__ignore, (list, tuple)):
                raise Invalid
            data__ignore_is_list = isinstance(data__ignore, (list, tuple))
            if data__ignore_is_list:
                data__ignore_len = len(data__ignore)
                for data__ignore_x, data__ignore_item in enumerate(data__ignore):
                    if not isinstance(data__ignore_item, (str)):
                        raise Invalid
        if "extend-select" in data_keys:
            data_keys.remove("extend-select")
            data__extendselect = data["extend-select"]
            if not isinstance(data__extendselect, (list, tuple)):
                raise Invalid
            data__extendselect_is_list = isinstance(data__extendselect, (list, tuple))
            if data__extendselect_is_list:
                data__extendselect_len = len(data__extendselect)
                for data__extendselect_x, data__extendselect_item in enumerate(data__extendselect):
                    if not isinstance(data__extendselect_item, (str)):
                        raise Invalid
        if "profile" in data_keys:
            data_keys.remove("profile")
            data__profile = data["profile"]
            if not isinstance(data__profile, (str)):
                raise Invalid
            if isinstance(data__profile, str):
                data__profile_len = len(data__profile)
                if data__profile_len < 1:
                    raise Invalid
        if "rules-as-of" in data_keys:
            data_keys.remove("rules-as-of")
            data__rulesasof = data["rules-as-of"]
            if not isinstance(data__rulesasof, (str)):
                raise Invalid
            if isinstance(data__rulesasof, str):
                data__rulesasof_len = len(data__rulesasof)
                if data__rulesasof_len < 1:
                    raise Invalid
        if "required-version" in data_keys:
            data_keys.remove("required-version")
            data__requiredversion = data["required-version"]
            if not isinstance(data__requiredversion, (str)):
                raise Invalid
            if isinstance(data__requiredversion, str):
                data__requiredversion_len = len(data__requiredversion)
                if data__requiredversion_len < 1:
                    raise Invalid
        if "severity" in data_keys:
            data_keys.remove("severity")
            data__severity = data["severity"]
            if not isinstance(data__severity, (dict)):
                raise Invalid
            data__severity_is_dict = isinstance(data__severity, dict)
            if data__severity_is_dict:
                data__severity_keys = set(data__severity.keys())
                for data__severity_key in data__severity_keys:
                    if data__severity_key not in []:
                        data__severity_value = data__severity.get(data__severity_key)
                        if not (isinstance(data__severity_value, str) and data__severity_value == 'error' or isinstance(data__severity_value, str) and data__severity_value == 'warning' or isinstance(data__severity_value, str) and data__severity_value == 'info'):
                            raise Invalid
        if "per-file-ignores" in data_keys:
            data_keys.remove("per-file-ignores")
            data__perfileignores = data["per-file-ignores"]
            if not isinstance(data__perfileignores, (dict)):
                raise Invalid
            data__perfileignores_is_dict = isinstance(data__perfileignores, dict)
            if data__perfileignores_is_dict:
                data__perfileignores_keys = set(data__perfileignores.keys())
                for data__perfileignores_key in data__perfileignores_keys:
                    if data__perfileignores_key not in []:
                        data__perfileignores_value = data__perfileignores.get(data__perfileignores_key)
                        if not isinstance(data__perfileignores_value, (list, tuple)):
                            raise Invalid
                        data__perfileignores_value_is_list = isinstance(data__perfileignores_value, (list, tuple))
                        if data__perfileignores_value_is_list:
                            data__perfileignores_value_len = len(data__perfileignores_value)
                            for data__perfileignores_value_x, data__perfileignores_value_item in enumerate(data__perfileignores_value):
                                if not isinstance(data__perfileignores_value_item, (str)):
                                    raise Invalid
        if "fail-on" in data_keys:
            data_keys.remove("fail-on")
            data__failon = data["fail-on"]
            if not (isinstance(data__failon, str) and data__failon == 'error' or isinstance(data__failon, str) and data__failon == 'warning' or isinstance(data__failon, str) and data__failon == 'info' or isinstance(data__failon, str) and data__failon == 'never'):
                raise Invalid
        if "baseline" in data_keys:
            data_keys.remove("baseline")
            data__baseline = data["baseline"]
            if not isinstance(data__baseline, (str)):
                raise Invalid
            if isinstance(data__baseline, str):
                data__baseline_len = len(data__baseline)
                if data__baseline_len < 1:
                    raise Invalid
        if "exclude" in data_keys:
            data_keys.remove("exclude")
            data__exclude = data["exclude"]
            if not isinstance(data__exclude, (list, tuple)):
                raise Invalid
            data__exclude_is_list = isinstance(data__exclude, (list, tuple))
            if data__exclude_is_list:
                data__exclude_len = len(data__exclude)
                for data__exclude_x, data__exclude_item in enumerate(data__exclude):
                    if not isinstance(data__exclude_item, (str)):
                        raise Invalid
        if "protected" in data_keys:
            data_keys.remove("protected")
            data__protected = data["protected"]
            if not isinstance(data__protected, (list, tuple)):
                raise Invalid
            data__protected_is_list = isinstance(data__protected, (list, tuple))
            if data__protected_is_list:
                data__protected_len = len(data__protected)
                for data__protected_x, data__protected_item in enumerate(data__protected):
                    if not isinstance(data__protected_item, (str)):
                        raise Invalid
        if "rules" in data_keys:
            data_keys.remove("rules")
            data__rules = data["rules"]
            if not isinstance(data__rules, (list, tuple)):
                raise Invalid
            data__rules_is_list = isinstance(data__rules, (list, tuple))
            if data__rules_is_list:
                data__rules_len = len(data__rules)
                for data__rules_x, data__rules_item in enumerate(data__rules):
                    if not isinstance(data__rules_item, (str)):
                        raise Invalid
                    if isinstance(data__rules_item, str):
                        data__rules_item_len = len(data__rules_item)
                        if data__rules_item_len < 1:
                            raise Invalid
        if "rule-options" in data_keys:
            data_keys.remove("rule-options")
            data__ruleoptions = data["rule-options"]
            if not isinstance(data__ruleoptions, (dict)):
                raise Invalid
            data__ruleoptions_is_dict = isinstance(data__ruleoptions, dict)
            if data__ruleoptions_is_dict:
                data__ruleoptions_keys = set(data__ruleoptions.keys())
                for data__ruleoptions_key in data__ruleoptions_keys:
                    if data__ruleoptions_key not in []:
                        data__ruleoptions_value = data__ruleoptions.get(data__ruleoptions_key)
                        if not isinstance(data__ruleoptions_value, (dict)):
                            raise Invalid
        if data_keys:
            raise Invalid
    return data