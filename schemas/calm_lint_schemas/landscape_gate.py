"""Compiled from landscape.schema.json by tools/compile_schema.py: do not edit."""
# mypy: ignore-errors
# ruff: noqa

TYPED_KEYS = frozenset(['allow_upload_to_node', 'controlled_by_sap_solution_manager', 'ctc', 'format', 'hosted_by_sap', 'inbound_only', 'is_hub_system', 'password_deactivated', 'port', 'proxy_port', 'run_every', 'virtual', 'virtual_node'])


class Invalid(Exception):
    """The data does not follow the schema; jsonschema tells where and why."""


Decimal = float  # the reader makes no decimals, and importing them takes time
VERSION = "2.22.3"
import re


REGEX_PATTERNS = {
    '^x-': re.compile('^x-'),
    '^[A-Z][A-Z0-9]{2}:[0-9]{3}$': re.compile('^[A-Z][A-Z0-9]{2}:[0-9]{3}\\Z'),
    '^[A-Z][A-Z0-9]{2}$': re.compile('^[A-Z][A-Z0-9]{2}\\Z'),
    '^[0-9]{3}$': re.compile('^[0-9]{3}\\Z'),
    '^[0-9]+$': re.compile('^[0-9]+\\Z')
}

NoneType = type(None)

def validate(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_any_of_count1 = 0
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['s4hana_tenants']) - data.keys()
                if data__missing_keys:
                    raise Invalid
                data_keys = set(data.keys())
                if "s4hana_tenants" in data_keys:
                    data_keys.remove("s4hana_tenants")
                    data__s4hanatenants = data["s4hana_tenants"]
                    if not isinstance(data__s4hanatenants, (list, tuple)):
                        raise Invalid
                    data__s4hanatenants_is_list = isinstance(data__s4hanatenants, (list, tuple))
                    if data__s4hanatenants_is_list:
                        data__s4hanatenants_len = len(data__s4hanatenants)
                        if data__s4hanatenants_len < 1:
                            raise Invalid
            data_any_of_count1 += 1
        except Invalid: pass
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['ctms_services']) - data.keys()
                if data__missing_keys:
                    raise Invalid
                data_keys = set(data.keys())
                if "ctms_services" in data_keys:
                    data_keys.remove("ctms_services")
                    data__ctmsservices = data["ctms_services"]
                    if not isinstance(data__ctmsservices, (list, tuple)):
                        raise Invalid
                    data__ctmsservices_is_list = isinstance(data__ctmsservices, (list, tuple))
                    if data__ctmsservices_is_list:
                        data__ctmsservices_len = len(data__ctmsservices)
                        if data__ctmsservices_len < 1:
                            raise Invalid
            data_any_of_count1 += 1
        except Invalid: pass
    if not data_any_of_count1:
        try:
            data_is_dict = isinstance(data, dict)
            if data_is_dict:
                data__missing_keys = set(['cts_domains']) - data.keys()
                if data__missing_keys:
                    raise Invalid
                data_keys = set(data.keys())
                if "cts_domains" in data_keys:
                    data_keys.remove("cts_domains")
                    data__ctsdomains = data["cts_domains"]
                    if not isinstance(data__ctsdomains, (list, tuple)):
                        raise Invalid
                    data__ctsdomains_is_list = isinstance(data__ctsdomains, (list, tuple))
                    if data__ctsdomains_is_list:
                        data__ctsdomains_len = len(data__ctsdomains)
                        if data__ctsdomains_len < 1:
                            raise Invalid
            data_any_of_count1 += 1
        except Invalid: pass
    if not data_any_of_count1:
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['format', 'cloud_alm_tenants']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "format" in data_keys:
            data_keys.remove("format")
            data__format = data["format"]
            if not isinstance(data__format, (int)) and not (isinstance(data__format, float) and data__format.is_integer()) or isinstance(data__format, bool):
                raise Invalid
            if not (isinstance(data__format, (int, float)) and not isinstance(data__format, bool) and data__format == 1):
                raise Invalid
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str, NoneType)):
                raise Invalid
        if "description" in data_keys:
            data_keys.remove("description")
            data__description = data["description"]
            if not isinstance(data__description, (str, NoneType)):
                raise Invalid
        if "cloud_alm_tenants" in data_keys:
            data_keys.remove("cloud_alm_tenants")
            data__cloudalmtenants = data["cloud_alm_tenants"]
            if not isinstance(data__cloudalmtenants, (list, tuple)):
                raise Invalid
            data__cloudalmtenants_is_list = isinstance(data__cloudalmtenants, (list, tuple))
            if data__cloudalmtenants_is_list:
                data__cloudalmtenants_len = len(data__cloudalmtenants)
                if data__cloudalmtenants_len < 1:
                    raise Invalid
                for data__cloudalmtenants_x, data__cloudalmtenants_item in enumerate(data__cloudalmtenants):
                    validate___definitions_cloud_alm_tenant(data__cloudalmtenants_item, custom_formats)
        if "s4hana_tenants" in data_keys:
            data_keys.remove("s4hana_tenants")
            data__s4hanatenants = data["s4hana_tenants"]
            if not isinstance(data__s4hanatenants, (list, tuple)):
                raise Invalid
            data__s4hanatenants_is_list = isinstance(data__s4hanatenants, (list, tuple))
            if data__s4hanatenants_is_list:
                data__s4hanatenants_len = len(data__s4hanatenants)
                for data__s4hanatenants_x, data__s4hanatenants_item in enumerate(data__s4hanatenants):
                    validate___definitions_s4hana_tenant(data__s4hanatenants_item, custom_formats)
        if "ctms_services" in data_keys:
            data_keys.remove("ctms_services")
            data__ctmsservices = data["ctms_services"]
            if not isinstance(data__ctmsservices, (list, tuple)):
                raise Invalid
            data__ctmsservices_is_list = isinstance(data__ctmsservices, (list, tuple))
            if data__ctmsservices_is_list:
                data__ctmsservices_len = len(data__ctmsservices)
                for data__ctmsservices_x, data__ctmsservices_item in enumerate(data__ctmsservices):
                    validate___definitions_ctms_service(data__ctmsservices_item, custom_formats)
        if "cts_domains" in data_keys:
            data_keys.remove("cts_domains")
            data__ctsdomains = data["cts_domains"]
            if not isinstance(data__ctsdomains, (list, tuple)):
                raise Invalid
            data__ctsdomains_is_list = isinstance(data__ctsdomains, (list, tuple))
            if data__ctsdomains_is_list:
                data__ctsdomains_len = len(data__ctsdomains)
                for data__ctsdomains_x, data__ctsdomains_item in enumerate(data__ctsdomains):
                    validate___definitions_cts_domain(data__ctsdomains_item, custom_formats)
        if "certificates" in data_keys:
            data_keys.remove("certificates")
            data__certificates = data["certificates"]
            if not isinstance(data__certificates, (list, tuple, NoneType)):
                raise Invalid
            data__certificates_is_list = isinstance(data__certificates, (list, tuple))
            if data__certificates_is_list:
                data__certificates_len = len(data__certificates)
                for data__certificates_x, data__certificates_item in enumerate(data__certificates):
                    validate___definitions_certificate(data__certificates_item, custom_formats)
        if "destinations" in data_keys:
            data_keys.remove("destinations")
            data__destinations = data["destinations"]
            if not isinstance(data__destinations, (list, tuple, NoneType)):
                raise Invalid
            data__destinations_is_list = isinstance(data__destinations, (list, tuple))
            if data__destinations_is_list:
                data__destinations_len = len(data__destinations)
                for data__destinations_x, data__destinations_item in enumerate(data__destinations):
                    validate___definitions_destination(data__destinations_item, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_destination(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise Invalid
        if "cloud_alm_tenant" in data_keys:
            data_keys.remove("cloud_alm_tenant")
            data__cloudalmtenant = data["cloud_alm_tenant"]
            if not isinstance(data__cloudalmtenant, (str, NoneType)):
                raise Invalid
        if "ctms_service" in data_keys:
            data_keys.remove("ctms_service")
            data__ctmsservice = data["ctms_service"]
            if not isinstance(data__ctmsservice, (str, NoneType)):
                raise Invalid
        if "type" in data_keys:
            data_keys.remove("type")
            data__type = data["type"]
            if not isinstance(data__type, (str, NoneType)):
                raise Invalid
        if "url" in data_keys:
            data_keys.remove("url")
            data__url = data["url"]
            if not isinstance(data__url, (str, NoneType)):
                raise Invalid
        if "proxy_type" in data_keys:
            data_keys.remove("proxy_type")
            data__proxytype = data["proxy_type"]
            if not isinstance(data__proxytype, (str, NoneType)):
                raise Invalid
        if "authentication" in data_keys:
            data_keys.remove("authentication")
            data__authentication = data["authentication"]
            if not isinstance(data__authentication, (str, NoneType)):
                raise Invalid
        if "key_store_location" in data_keys:
            data_keys.remove("key_store_location")
            data__keystorelocation = data["key_store_location"]
            if not isinstance(data__keystorelocation, (str, NoneType)):
                raise Invalid
        if "key_store_password" in data_keys:
            data_keys.remove("key_store_password")
            data__keystorepassword = data["key_store_password"]
            if not isinstance(data__keystorepassword, (str, NoneType)):
                raise Invalid
        if "description" in data_keys:
            data_keys.remove("description")
            data__description = data["description"]
            if not isinstance(data__description, (str, NoneType)):
                raise Invalid
        if "client_id" in data_keys:
            data_keys.remove("client_id")
            data__clientid = data["client_id"]
            if not isinstance(data__clientid, (str, NoneType)):
                raise Invalid
        if "client_secret" in data_keys:
            data_keys.remove("client_secret")
            data__clientsecret = data["client_secret"]
            if not isinstance(data__clientsecret, (str, NoneType)):
                raise Invalid
        if "token_service_url" in data_keys:
            data_keys.remove("token_service_url")
            data__tokenserviceurl = data["token_service_url"]
            if not isinstance(data__tokenserviceurl, (str, NoneType)):
                raise Invalid
        if "token_service_url_type" in data_keys:
            data_keys.remove("token_service_url_type")
            data__tokenserviceurltype = data["token_service_url_type"]
            if not isinstance(data__tokenserviceurltype, (str, NoneType)):
                raise Invalid
        if "additional_properties" in data_keys:
            data_keys.remove("additional_properties")
            data__additionalproperties = data["additional_properties"]
            if not isinstance(data__additionalproperties, (dict, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_certificate(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['id']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "id" in data_keys:
            data_keys.remove("id")
            data__id = data["id"]
            if not isinstance(data__id, (str)):
                raise Invalid
            if isinstance(data__id, str):
                data__id_len = len(data__id)
                if data__id_len < 1:
                    raise Invalid
        if "subject" in data_keys:
            data_keys.remove("subject")
            data__subject = data["subject"]
            if not isinstance(data__subject, (str, NoneType)):
                raise Invalid
        if "issued_on" in data_keys:
            data_keys.remove("issued_on")
            data__issuedon = data["issued_on"]
            if not isinstance(data__issuedon, (str, NoneType)):
                raise Invalid
            if isinstance(data__issuedon, str):
                if not custom_formats["iso-date-or-date-time"](data__issuedon):
                    raise Invalid
        if "expires_on" in data_keys:
            data_keys.remove("expires_on")
            data__expireson = data["expires_on"]
            if not isinstance(data__expireson, (str, NoneType)):
                raise Invalid
            if isinstance(data__expireson, str):
                if not custom_formats["iso-date-or-date-time"](data__expireson):
                    raise Invalid
        if "file" in data_keys:
            data_keys.remove("file")
            data__file = data["file"]
            if not isinstance(data__file, (str, NoneType)):
                raise Invalid
        if "key_store" in data_keys:
            data_keys.remove("key_store")
            data__keystore = data["key_store"]
            if not isinstance(data__keystore, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    try:
        data_is_dict = isinstance(data, dict)
        if data_is_dict:
            data__missing_keys = set(['expires_on']) - data.keys()
            if data__missing_keys:
                raise Invalid
            data_keys = set(data.keys())
            if "expires_on" in data_keys:
                data_keys.remove("expires_on")
                data__expireson = data["expires_on"]
                if not isinstance(data__expireson, (str)):
                    raise Invalid
    except Invalid:
        pass
    else:
        data_is_dict = isinstance(data, dict)
        if data_is_dict:
            data__missing_keys = set(['issued_on']) - data.keys()
            if data__missing_keys:
                raise Invalid
            data_keys = set(data.keys())
            if "issued_on" in data_keys:
                data_keys.remove("issued_on")
                data__issuedon = data["issued_on"]
                if not isinstance(data__issuedon, (str)):
                    raise Invalid
    return data

def validate___definitions_cts_domain(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['domain_name', 'systems']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "domain_name" in data_keys:
            data_keys.remove("domain_name")
            data__domainname = data["domain_name"]
            if not isinstance(data__domainname, (str)):
                raise Invalid
            if isinstance(data__domainname, str):
                data__domainname_len = len(data__domainname)
                if data__domainname_len < 1:
                    raise Invalid
        if "domain_controller" in data_keys:
            data_keys.remove("domain_controller")
            data__domaincontroller = data["domain_controller"]
            if not isinstance(data__domaincontroller, (str, NoneType)):
                raise Invalid
        if "systems" in data_keys:
            data_keys.remove("systems")
            data__systems = data["systems"]
            if not isinstance(data__systems, (list, tuple)):
                raise Invalid
            data__systems_is_list = isinstance(data__systems, (list, tuple))
            if data__systems_is_list:
                data__systems_len = len(data__systems)
                if data__systems_len < 1:
                    raise Invalid
                for data__systems_x, data__systems_item in enumerate(data__systems):
                    validate___definitions_cts_system(data__systems_item, custom_formats)
        if "tracks" in data_keys:
            data_keys.remove("tracks")
            data__tracks = data["tracks"]
            if not isinstance(data__tracks, (list, tuple, NoneType)):
                raise Invalid
            data__tracks_is_list = isinstance(data__tracks, (list, tuple))
            if data__tracks_is_list:
                data__tracks_len = len(data__tracks)
                for data__tracks_x, data__tracks_item in enumerate(data__tracks):
                    validate___definitions_track(data__tracks_item, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_track(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name', 'systems']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise Invalid
        if "systems" in data_keys:
            data_keys.remove("systems")
            data__systems = data["systems"]
            if not isinstance(data__systems, (list, tuple)):
                raise Invalid
            data__systems_is_list = isinstance(data__systems, (list, tuple))
            if data__systems_is_list:
                data__systems_len = len(data__systems)
                if data__systems_len < 1:
                    raise Invalid
                for data__systems_x, data__systems_item in enumerate(data__systems):
                    if not isinstance(data__systems_item, (str)):
                        raise Invalid
                    if isinstance(data__systems_item, str):
                        if not REGEX_PATTERNS['^[A-Z][A-Z0-9]{2}:[0-9]{3}$'].search(data__systems_item):
                            raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_cts_system(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['sid', 'role']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "sid" in data_keys:
            data_keys.remove("sid")
            data__sid = data["sid"]
            if not isinstance(data__sid, (str)):
                raise Invalid
            if isinstance(data__sid, str):
                if not REGEX_PATTERNS['^[A-Z][A-Z0-9]{2}$'].search(data__sid):
                    raise Invalid
        if "role" in data_keys:
            data_keys.remove("role")
            data__role = data["role"]
            if not (isinstance(data__role, str) and data__role == 'development' or isinstance(data__role, str) and data__role == 'test' or isinstance(data__role, str) and data__role == 'production' or isinstance(data__role, str) and data__role == 'sandbox' or isinstance(data__role, str) and data__role == 'demo'):
                raise Invalid
        if "service_type" in data_keys:
            data_keys.remove("service_type")
            data__servicetype = data["service_type"]
            if not isinstance(data__servicetype, (str, NoneType)):
                raise Invalid
        if "customer" in data_keys:
            data_keys.remove("customer")
            data__customer = data["customer"]
            if not isinstance(data__customer, (str, NoneType)):
                raise Invalid
        if "hosted_by_sap" in data_keys:
            data_keys.remove("hosted_by_sap")
            data__hostedbysap = data["hosted_by_sap"]
            if not isinstance(data__hostedbysap, (bool, NoneType)):
                raise Invalid
        if "virtual" in data_keys:
            data_keys.remove("virtual")
            data__virtual = data["virtual"]
            if not isinstance(data__virtual, (bool, NoneType)):
                raise Invalid
        if "sap_basis" in data_keys:
            data_keys.remove("sap_basis")
            data__sapbasis = data["sap_basis"]
            if not isinstance(data__sapbasis, (str, NoneType)):
                raise Invalid
        if "st_pi" in data_keys:
            data_keys.remove("st_pi")
            data__stpi = data["st_pi"]
            if not isinstance(data__stpi, (str, NoneType)):
                raise Invalid
        if "ctc" in data_keys:
            data_keys.remove("ctc")
            data__ctc = data["ctc"]
            if not isinstance(data__ctc, (int, NoneType)) and not (isinstance(data__ctc, float) and data__ctc.is_integer()) or isinstance(data__ctc, bool):
                raise Invalid
        if "alm_setup" in data_keys:
            data_keys.remove("alm_setup")
            data__almsetup = data["alm_setup"]
            if not isinstance(data__almsetup, (list, tuple, NoneType)):
                raise Invalid
            data__almsetup_is_list = isinstance(data__almsetup, (list, tuple))
            if data__almsetup_is_list:
                data__almsetup_len = len(data__almsetup)
                for data__almsetup_x, data__almsetup_item in enumerate(data__almsetup):
                    validate___definitions_alm_setup(data__almsetup_item, custom_formats)
        if "lms_entry" in data_keys:
            data_keys.remove("lms_entry")
            data__lmsentry = data["lms_entry"]
            validate___definitions_lms_entry(data__lmsentry, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_lms_entry(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str, NoneType)):
                raise Invalid
        if "external_id" in data_keys:
            data_keys.remove("external_id")
            data__externalid = data["external_id"]
            if not isinstance(data__externalid, (str, NoneType)):
                raise Invalid
        if "deployment_model" in data_keys:
            data_keys.remove("deployment_model")
            data__deploymentmodel = data["deployment_model"]
            if not isinstance(data__deploymentmodel, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_alm_setup(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['client']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "client" in data_keys:
            data_keys.remove("client")
            data__client = data["client"]
            if not isinstance(data__client, (str)):
                raise Invalid
            if isinstance(data__client, str):
                if not REGEX_PATTERNS['^[0-9]{3}$'].search(data__client):
                    raise Invalid
            if isinstance(data__client, (int, float, Decimal)) and not isinstance(data__client, bool):
                if data__client < 0:
                    raise Invalid
                if data__client > 999:
                    raise Invalid
        if "target_alm" in data_keys:
            data_keys.remove("target_alm")
            data__targetalm = data["target_alm"]
            if not isinstance(data__targetalm, (str, NoneType)):
                raise Invalid
        if "cloud_alm_tenant" in data_keys:
            data_keys.remove("cloud_alm_tenant")
            data__cloudalmtenant = data["cloud_alm_tenant"]
            if not isinstance(data__cloudalmtenant, (str, NoneType)):
                raise Invalid
        if "token_endpoint" in data_keys:
            data_keys.remove("token_endpoint")
            data__tokenendpoint = data["token_endpoint"]
            if not isinstance(data__tokenendpoint, (str, NoneType)):
                raise Invalid
        if "client_id" in data_keys:
            data_keys.remove("client_id")
            data__clientid = data["client_id"]
            if not isinstance(data__clientid, (str, NoneType)):
                raise Invalid
        if "client_secret" in data_keys:
            data_keys.remove("client_secret")
            data__clientsecret = data["client_secret"]
            if not isinstance(data__clientsecret, (str, NoneType)):
                raise Invalid
        if "client_authentication" in data_keys:
            data_keys.remove("client_authentication")
            data__clientauthentication = data["client_authentication"]
            if not (isinstance(data__clientauthentication, str) and data__clientauthentication == 'Basic' or isinstance(data__clientauthentication, str) and data__clientauthentication == 'mTLS' or data__clientauthentication is None):
                raise Invalid
        if "root_url" in data_keys:
            data_keys.remove("root_url")
            data__rooturl = data["root_url"]
            if not isinstance(data__rooturl, (str, NoneType)):
                raise Invalid
        if "proxy_host" in data_keys:
            data_keys.remove("proxy_host")
            data__proxyhost = data["proxy_host"]
            if not isinstance(data__proxyhost, (str, NoneType)):
                raise Invalid
        if "proxy_port" in data_keys:
            data_keys.remove("proxy_port")
            data__proxyport = data["proxy_port"]
            if not isinstance(data__proxyport, (int, NoneType)) and not (isinstance(data__proxyport, float) and data__proxyport.is_integer()) or isinstance(data__proxyport, bool):
                raise Invalid
        if "proxy_user" in data_keys:
            data_keys.remove("proxy_user")
            data__proxyuser = data["proxy_user"]
            if not isinstance(data__proxyuser, (str, NoneType)):
                raise Invalid
        if "proxy_password" in data_keys:
            data_keys.remove("proxy_password")
            data__proxypassword = data["proxy_password"]
            if not isinstance(data__proxypassword, (str, NoneType)):
                raise Invalid
        if "background_user" in data_keys:
            data_keys.remove("background_user")
            data__backgrounduser = data["background_user"]
            if not isinstance(data__backgrounduser, (str, NoneType)):
                raise Invalid
        if "tasks" in data_keys:
            data_keys.remove("tasks")
            data__tasks = data["tasks"]
            if not isinstance(data__tasks, (list, tuple, NoneType)):
                raise Invalid
            data__tasks_is_list = isinstance(data__tasks, (list, tuple))
            if data__tasks_is_list:
                data__tasks_len = len(data__tasks)
                for data__tasks_x, data__tasks_item in enumerate(data__tasks):
                    if not isinstance(data__tasks_item, (str)):
                        raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_ctms_service(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['id', 'usage']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "id" in data_keys:
            data_keys.remove("id")
            data__id = data["id"]
            if not isinstance(data__id, (str)):
                raise Invalid
            if isinstance(data__id, str):
                data__id_len = len(data__id)
                if data__id_len < 1:
                    raise Invalid
        if "usage" in data_keys:
            data_keys.remove("usage")
            data__usage = data["usage"]
            if not (isinstance(data__usage, str) and data__usage == 'productive' or isinstance(data__usage, str) and data__usage == 'test' or isinstance(data__usage, str) and data__usage == 'development' or isinstance(data__usage, str) and data__usage == 'sandbox' or isinstance(data__usage, str) and data__usage == 'demo' or isinstance(data__usage, str) and data__usage == 'training'):
                raise Invalid
        if "subaccount" in data_keys:
            data_keys.remove("subaccount")
            data__subaccount = data["subaccount"]
            if not isinstance(data__subaccount, (str, NoneType)):
                raise Invalid
        if "service_key_file" in data_keys:
            data_keys.remove("service_key_file")
            data__servicekeyfile = data["service_key_file"]
            if not isinstance(data__servicekeyfile, (str, NoneType)):
                raise Invalid
        if "service_key" in data_keys:
            data_keys.remove("service_key")
            data__servicekey = data["service_key"]
            validate___definitions_service_key(data__servicekey, custom_formats)
        if "nodes" in data_keys:
            data_keys.remove("nodes")
            data__nodes = data["nodes"]
            if not isinstance(data__nodes, (list, tuple, NoneType)):
                raise Invalid
            data__nodes_is_list = isinstance(data__nodes, (list, tuple))
            if data__nodes_is_list:
                data__nodes_len = len(data__nodes)
                for data__nodes_x, data__nodes_item in enumerate(data__nodes):
                    validate___definitions_transport_node(data__nodes_item, custom_formats)
        if "routes" in data_keys:
            data_keys.remove("routes")
            data__routes = data["routes"]
            if not isinstance(data__routes, (list, tuple, NoneType)):
                raise Invalid
            data__routes_is_list = isinstance(data__routes, (list, tuple))
            if data__routes_is_list:
                data__routes_len = len(data__routes)
                for data__routes_x, data__routes_item in enumerate(data__routes):
                    validate___definitions_transport_route(data__routes_item, custom_formats)
        if "transports" in data_keys:
            data_keys.remove("transports")
            data__transports = data["transports"]
            if not isinstance(data__transports, (list, tuple, NoneType)):
                raise Invalid
            data__transports_is_list = isinstance(data__transports, (list, tuple))
            if data__transports_is_list:
                data__transports_len = len(data__transports)
                for data__transports_x, data__transports_item in enumerate(data__transports):
                    validate___definitions_transport(data__transports_item, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_transport(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['request', 'status']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "request" in data_keys:
            data_keys.remove("request")
            data__request = data["request"]
            if not isinstance(data__request, (str)):
                raise Invalid
            if isinstance(data__request, str):
                data__request_len = len(data__request)
                if data__request_len < 1:
                    raise Invalid
        if "status" in data_keys:
            data_keys.remove("status")
            data__status = data["status"]
            if not (isinstance(data__status, str) and data__status == 'released' or isinstance(data__status, str) and data__status == 'modifiable'):
                raise Invalid
        if "exported_on" in data_keys:
            data_keys.remove("exported_on")
            data__exportedon = data["exported_on"]
            if not isinstance(data__exportedon, (str, NoneType)):
                raise Invalid
            if isinstance(data__exportedon, str):
                if not custom_formats["iso-date-or-date-time"](data__exportedon):
                    raise Invalid
        if "feature" in data_keys:
            data_keys.remove("feature")
            data__feature = data["feature"]
            if not isinstance(data__feature, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_transport_route(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name', 'source', 'target']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise Invalid
        if "source" in data_keys:
            data_keys.remove("source")
            data__source = data["source"]
            if not isinstance(data__source, (str)):
                raise Invalid
            if isinstance(data__source, str):
                data__source_len = len(data__source)
                if data__source_len < 1:
                    raise Invalid
        if "target" in data_keys:
            data_keys.remove("target")
            data__target = data["target"]
            if not isinstance(data__target, (str)):
                raise Invalid
            if isinstance(data__target, str):
                data__target_len = len(data__target)
                if data__target_len < 1:
                    raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_transport_node(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise Invalid
        if "role" in data_keys:
            data_keys.remove("role")
            data__role = data["role"]
            if not (isinstance(data__role, str) and data__role == 'development' or isinstance(data__role, str) and data__role == 'test' or isinstance(data__role, str) and data__role == 'production' or data__role is None):
                raise Invalid
        if "allow_upload_to_node" in data_keys:
            data_keys.remove("allow_upload_to_node")
            data__allowuploadtonode = data["allow_upload_to_node"]
            if not isinstance(data__allowuploadtonode, (bool, NoneType)):
                raise Invalid
        if "controlled_by_sap_solution_manager" in data_keys:
            data_keys.remove("controlled_by_sap_solution_manager")
            data__controlledbysapsolutionmanager = data["controlled_by_sap_solution_manager"]
            if not isinstance(data__controlledbysapsolutionmanager, (bool, NoneType)):
                raise Invalid
        if "virtual_node" in data_keys:
            data_keys.remove("virtual_node")
            data__virtualnode = data["virtual_node"]
            if not isinstance(data__virtualnode, (bool, NoneType)):
                raise Invalid
        if "content_type" in data_keys:
            data_keys.remove("content_type")
            data__contenttype = data["content_type"]
            if not isinstance(data__contenttype, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_service_key(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['uri', 'uaa']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "key" in data_keys:
            data_keys.remove("key")
            data__key = data["key"]
            if not isinstance(data__key, (str, NoneType)):
                raise Invalid
        if "uri" in data_keys:
            data_keys.remove("uri")
            data__uri = data["uri"]
            if not isinstance(data__uri, (str)):
                raise Invalid
            if isinstance(data__uri, str):
                data__uri_len = len(data__uri)
                if data__uri_len < 1:
                    raise Invalid
        if "uaa" in data_keys:
            data_keys.remove("uaa")
            data__uaa = data["uaa"]
            if not isinstance(data__uaa, (dict)):
                raise Invalid
            data__uaa_is_dict = isinstance(data__uaa, dict)
            if data__uaa_is_dict:
                data__uaa__missing_keys = set(['url', 'clientid']) - data__uaa.keys()
                if data__uaa__missing_keys:
                    raise Invalid
                data__uaa_keys = set(data__uaa.keys())
                if "url" in data__uaa_keys:
                    data__uaa_keys.remove("url")
                    data__uaa__url = data__uaa["url"]
                    if not isinstance(data__uaa__url, (str)):
                        raise Invalid
                    if isinstance(data__uaa__url, str):
                        data__uaa__url_len = len(data__uaa__url)
                        if data__uaa__url_len < 1:
                            raise Invalid
                if "clientid" in data__uaa_keys:
                    data__uaa_keys.remove("clientid")
                    data__uaa__clientid = data__uaa["clientid"]
                    if not isinstance(data__uaa__clientid, (str)):
                        raise Invalid
                    if isinstance(data__uaa__clientid, str):
                        data__uaa__clientid_len = len(data__uaa__clientid)
                        if data__uaa__clientid_len < 1:
                            raise Invalid
                if "clientsecret" in data__uaa_keys:
                    data__uaa_keys.remove("clientsecret")
                    data__uaa__clientsecret = data__uaa["clientsecret"]
                    if not isinstance(data__uaa__clientsecret, (str, NoneType)):
                        raise Invalid
                if "key" in data__uaa_keys:
                    data__uaa_keys.remove("key")
                    data__uaa__key = data__uaa["key"]
                    if not isinstance(data__uaa__key, (str, NoneType)):
                        raise Invalid
                for data__uaa_key, data__uaa_val in data__uaa.items():
                    if REGEX_PATTERNS['^x-'].search(data__uaa_key):
                        if data__uaa_key in data__uaa_keys:
                            data__uaa_keys.remove(data__uaa_key)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
    return data

def validate___definitions_s4hana_tenant(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['id', 'role']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "id" in data_keys:
            data_keys.remove("id")
            data__id = data["id"]
            if not isinstance(data__id, (str)):
                raise Invalid
            if isinstance(data__id, str):
                data__id_len = len(data__id)
                if data__id_len < 1:
                    raise Invalid
        if "role" in data_keys:
            data_keys.remove("role")
            data__role = data["role"]
            if not (isinstance(data__role, str) and data__role == 'development' or isinstance(data__role, str) and data__role == 'customizing' or isinstance(data__role, str) and data__role == 'test' or isinstance(data__role, str) and data__role == 'production' or isinstance(data__role, str) and data__role == 'starter' or isinstance(data__role, str) and data__role == 'sandbox'):
                raise Invalid
        if "client" in data_keys:
            data_keys.remove("client")
            data__client = data["client"]
            if not isinstance(data__client, (str, NoneType)):
                raise Invalid
            if isinstance(data__client, str):
                if not REGEX_PATTERNS['^[0-9]{3}$'].search(data__client):
                    raise Invalid
            if isinstance(data__client, (int, float, Decimal)) and not isinstance(data__client, bool):
                if data__client < 0:
                    raise Invalid
                if data__client > 999:
                    raise Invalid
        if "host" in data_keys:
            data_keys.remove("host")
            data__host = data["host"]
            if not isinstance(data__host, (str, NoneType)):
                raise Invalid
        if "global_tenant_id" in data_keys:
            data_keys.remove("global_tenant_id")
            data__globaltenantid = data["global_tenant_id"]
            if not isinstance(data__globaltenantid, (str, NoneType)):
                raise Invalid
            if isinstance(data__globaltenantid, str):
                if not REGEX_PATTERNS['^[0-9]+$'].search(data__globaltenantid):
                    raise Invalid
            if isinstance(data__globaltenantid, (int, float, Decimal)) and not isinstance(data__globaltenantid, bool):
                if data__globaltenantid < 0:
                    raise Invalid
        if "connected_on" in data_keys:
            data_keys.remove("connected_on")
            data__connectedon = data["connected_on"]
            if not isinstance(data__connectedon, (str, NoneType)):
                raise Invalid
            if isinstance(data__connectedon, str):
                if not custom_formats["iso-date-or-date-time"](data__connectedon):
                    raise Invalid
        if "first_import_on" in data_keys:
            data_keys.remove("first_import_on")
            data__firstimporton = data["first_import_on"]
            if not isinstance(data__firstimporton, (str, NoneType)):
                raise Invalid
            if isinstance(data__firstimporton, str):
                if not custom_formats["iso-date-or-date-time"](data__firstimporton):
                    raise Invalid
        if "communication_systems" in data_keys:
            data_keys.remove("communication_systems")
            data__communicationsystems = data["communication_systems"]
            if not isinstance(data__communicationsystems, (list, tuple, NoneType)):
                raise Invalid
            data__communicationsystems_is_list = isinstance(data__communicationsystems, (list, tuple))
            if data__communicationsystems_is_list:
                data__communicationsystems_len = len(data__communicationsystems)
                for data__communicationsystems_x, data__communicationsystems_item in enumerate(data__communicationsystems):
                    validate___definitions_communication_system(data__communicationsystems_item, custom_formats)
        if "communication_arrangements" in data_keys:
            data_keys.remove("communication_arrangements")
            data__communicationarrangements = data["communication_arrangements"]
            if not isinstance(data__communicationarrangements, (list, tuple, NoneType)):
                raise Invalid
            data__communicationarrangements_is_list = isinstance(data__communicationarrangements, (list, tuple))
            if data__communicationarrangements_is_list:
                data__communicationarrangements_len = len(data__communicationarrangements)
                for data__communicationarrangements_x, data__communicationarrangements_item in enumerate(data__communicationarrangements):
                    validate___definitions_communication_arrangement(data__communicationarrangements_item, custom_formats)
        if "transports" in data_keys:
            data_keys.remove("transports")
            data__transports = data["transports"]
            if not isinstance(data__transports, (list, tuple, NoneType)):
                raise Invalid
            data__transports_is_list = isinstance(data__transports, (list, tuple))
            if data__transports_is_list:
                data__transports_len = len(data__transports)
                for data__transports_x, data__transports_item in enumerate(data__transports):
                    validate___definitions_transport(data__transports_item, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_communication_arrangement(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['arrangement_name', 'scenario', 'communication_system']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "arrangement_name" in data_keys:
            data_keys.remove("arrangement_name")
            data__arrangementname = data["arrangement_name"]
            if not isinstance(data__arrangementname, (str)):
                raise Invalid
            if isinstance(data__arrangementname, str):
                data__arrangementname_len = len(data__arrangementname)
                if data__arrangementname_len < 1:
                    raise Invalid
        if "scenario" in data_keys:
            data_keys.remove("scenario")
            data__scenario = data["scenario"]
            if not isinstance(data__scenario, (str)):
                raise Invalid
            if isinstance(data__scenario, str):
                data__scenario_len = len(data__scenario)
                if data__scenario_len < 1:
                    raise Invalid
        if "communication_system" in data_keys:
            data_keys.remove("communication_system")
            data__communicationsystem = data["communication_system"]
            if not isinstance(data__communicationsystem, (str)):
                raise Invalid
            if isinstance(data__communicationsystem, str):
                data__communicationsystem_len = len(data__communicationsystem)
                if data__communicationsystem_len < 1:
                    raise Invalid
        if "inbound_services" in data_keys:
            data_keys.remove("inbound_services")
            data__inboundservices = data["inbound_services"]
            if not isinstance(data__inboundservices, (dict, NoneType)):
                raise Invalid
            data__inboundservices_is_dict = isinstance(data__inboundservices, dict)
            if data__inboundservices_is_dict:
                data__inboundservices_keys = set(data__inboundservices.keys())
                for data__inboundservices_key, data__inboundservices_val in data__inboundservices.items():
                    if REGEX_PATTERNS['^x-'].search(data__inboundservices_key):
                        if data__inboundservices_key in data__inboundservices_keys:
                            data__inboundservices_keys.remove(data__inboundservices_key)
        if "outbound_services" in data_keys:
            data_keys.remove("outbound_services")
            data__outboundservices = data["outbound_services"]
            if not isinstance(data__outboundservices, (dict, NoneType)):
                raise Invalid
            data__outboundservices_is_dict = isinstance(data__outboundservices, dict)
            if data__outboundservices_is_dict:
                data__outboundservices_keys = set(data__outboundservices.keys())
                for data__outboundservices_key, data__outboundservices_val in data__outboundservices.items():
                    if REGEX_PATTERNS['^x-'].search(data__outboundservices_key):
                        if data__outboundservices_key in data__outboundservices_keys:
                            data__outboundservices_keys.remove(data__outboundservices_key)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    try:
        data_is_dict = isinstance(data, dict)
        if data_is_dict:
            data__missing_keys = set(['scenario']) - data.keys()
            if data__missing_keys:
                raise Invalid
            data_keys = set(data.keys())
            if "scenario" in data_keys:
                data_keys.remove("scenario")
                data__scenario = data["scenario"]
                if not (isinstance(data__scenario, str) and data__scenario == 'SAP_COM_0690'):
                    raise Invalid
    except Invalid:
        pass
    else:
        data_is_dict = isinstance(data, dict)
        if data_is_dict:
            data_keys = set(data.keys())
            if "inbound_services" in data_keys:
                data_keys.remove("inbound_services")
                data__inboundservices = data["inbound_services"]
                if not isinstance(data__inboundservices, (dict, NoneType)):
                    raise Invalid
                data__inboundservices_is_dict = isinstance(data__inboundservices, dict)
                if data__inboundservices_is_dict:
                    data__inboundservices_keys = set(data__inboundservices.keys())
                    if "create_transports" in data__inboundservices_keys:
                        data__inboundservices_keys.remove("create_transports")
                        data__inboundservices__createtransports = data__inboundservices["create_transports"]
                        validate___definitions_inbound_service(data__inboundservices__createtransports, custom_formats)
                    for data__inboundservices_key, data__inboundservices_val in data__inboundservices.items():
                        if REGEX_PATTERNS['^x-'].search(data__inboundservices_key):
                            if data__inboundservices_key in data__inboundservices_keys:
                                data__inboundservices_keys.remove(data__inboundservices_key)
                    if data__inboundservices_keys:
                        raise Invalid
            if "outbound_services" in data_keys:
                data_keys.remove("outbound_services")
                data__outboundservices = data["outbound_services"]
                if not isinstance(data__outboundservices, (dict, NoneType)):
                    raise Invalid
                data__outboundservices_is_dict = isinstance(data__outboundservices, dict)
                if data__outboundservices_is_dict:
                    data__outboundservices_keys = set(data__outboundservices.keys())
                    if "export" in data__outboundservices_keys:
                        data__outboundservices_keys.remove("export")
                        data__outboundservices__export = data__outboundservices["export"]
                        validate___definitions_outbound_service(data__outboundservices__export, custom_formats)
                    if "import" in data__outboundservices_keys:
                        data__outboundservices_keys.remove("import")
                        data__outboundservices__import = data__outboundservices["import"]
                        validate___definitions_outbound_service(data__outboundservices__import, custom_formats)
                    if "retry" in data__outboundservices_keys:
                        data__outboundservices_keys.remove("retry")
                        data__outboundservices__retry = data__outboundservices["retry"]
                        validate___definitions_outbound_service(data__outboundservices__retry, custom_formats)
                    if "status_change" in data__outboundservices_keys:
                        data__outboundservices_keys.remove("status_change")
                        data__outboundservices__statuschange = data__outboundservices["status_change"]
                        validate___definitions_outbound_service(data__outboundservices__statuschange, custom_formats)
    return data

def validate___definitions_outbound_service(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['service_status', 'port', 'run_every']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "service_status" in data_keys:
            data_keys.remove("service_status")
            data__servicestatus = data["service_status"]
            if not (isinstance(data__servicestatus, str) and data__servicestatus == 'active' or isinstance(data__servicestatus, str) and data__servicestatus == 'inactive'):
                raise Invalid
        if "port" in data_keys:
            data_keys.remove("port")
            data__port = data["port"]
            if not isinstance(data__port, (int)) and not (isinstance(data__port, float) and data__port.is_integer()) or isinstance(data__port, bool):
                raise Invalid
        if "path" in data_keys:
            data_keys.remove("path")
            data__path = data["path"]
            if not isinstance(data__path, (str, NoneType)):
                raise Invalid
        if "run_every" in data_keys:
            data_keys.remove("run_every")
            data__runevery = data["run_every"]
            if not isinstance(data__runevery, (str, int, float, Decimal, dict)) or isinstance(data__runevery, bool):
                raise Invalid
            data__runevery_is_dict = isinstance(data__runevery, dict)
            if data__runevery_is_dict:
                data__runevery__missing_keys = set(['value', 'unit']) - data__runevery.keys()
                if data__runevery__missing_keys:
                    raise Invalid
                data__runevery_keys = set(data__runevery.keys())
                if "value" in data__runevery_keys:
                    data__runevery_keys.remove("value")
                    data__runevery__value = data__runevery["value"]
                    if not isinstance(data__runevery__value, (str)):
                        raise Invalid
                if "unit" in data__runevery_keys:
                    data__runevery_keys.remove("unit")
                    data__runevery__unit = data__runevery["unit"]
                    if not isinstance(data__runevery__unit, (str)):
                        raise Invalid
                    if isinstance(data__runevery__unit, str):
                        data__runevery__unit_len = len(data__runevery__unit)
                        if data__runevery__unit_len < 1:
                            raise Invalid
                for data__runevery_key, data__runevery_val in data__runevery.items():
                    if REGEX_PATTERNS['^x-'].search(data__runevery_key):
                        if data__runevery_key in data__runevery_keys:
                            data__runevery_keys.remove(data__runevery_key)
                if data__runevery_keys:
                    raise Invalid
        if "job_status" in data_keys:
            data_keys.remove("job_status")
            data__jobstatus = data["job_status"]
            if not (isinstance(data__jobstatus, str) and data__jobstatus == 'active' or isinstance(data__jobstatus, str) and data__jobstatus == 'inactive' or data__jobstatus is None):
                raise Invalid
        if "package_size" in data_keys:
            data_keys.remove("package_size")
            data__packagesize = data["package_size"]
            if not isinstance(data__packagesize, (str, NoneType)):
                raise Invalid
            if isinstance(data__packagesize, str):
                if not REGEX_PATTERNS['^[0-9]+$'].search(data__packagesize):
                    raise Invalid
            if isinstance(data__packagesize, (int, float, Decimal)) and not isinstance(data__packagesize, bool):
                if data__packagesize < 0:
                    raise Invalid
        if "application_protocol" in data_keys:
            data_keys.remove("application_protocol")
            data__applicationprotocol = data["application_protocol"]
            if not isinstance(data__applicationprotocol, (str, NoneType)):
                raise Invalid
        if "service_url" in data_keys:
            data_keys.remove("service_url")
            data__serviceurl = data["service_url"]
            if not isinstance(data__serviceurl, (str, NoneType)):
                raise Invalid
        if "additional_properties" in data_keys:
            data_keys.remove("additional_properties")
            data__additionalproperties = data["additional_properties"]
            if not isinstance(data__additionalproperties, (dict, str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_inbound_service(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "service_url" in data_keys:
            data_keys.remove("service_url")
            data__serviceurl = data["service_url"]
            if not isinstance(data__serviceurl, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_communication_system(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['system_id', 'host_name']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "system_id" in data_keys:
            data_keys.remove("system_id")
            data__systemid = data["system_id"]
            if not isinstance(data__systemid, (str)):
                raise Invalid
            if isinstance(data__systemid, str):
                data__systemid_len = len(data__systemid)
                if data__systemid_len < 1:
                    raise Invalid
        if "system_name" in data_keys:
            data_keys.remove("system_name")
            data__systemname = data["system_name"]
            if not isinstance(data__systemname, (str, NoneType)):
                raise Invalid
        if "cloud_alm_tenant" in data_keys:
            data_keys.remove("cloud_alm_tenant")
            data__cloudalmtenant = data["cloud_alm_tenant"]
            if not isinstance(data__cloudalmtenant, (str, NoneType)):
                raise Invalid
        if "host_name" in data_keys:
            data_keys.remove("host_name")
            data__hostname = data["host_name"]
            if not isinstance(data__hostname, (str)):
                raise Invalid
            if isinstance(data__hostname, str):
                data__hostname_len = len(data__hostname)
                if data__hostname_len < 1:
                    raise Invalid
        if "port" in data_keys:
            data_keys.remove("port")
            data__port = data["port"]
            if not isinstance(data__port, (int, NoneType)) and not (isinstance(data__port, float) and data__port.is_integer()) or isinstance(data__port, bool):
                raise Invalid
        if "token_endpoint" in data_keys:
            data_keys.remove("token_endpoint")
            data__tokenendpoint = data["token_endpoint"]
            if not isinstance(data__tokenendpoint, (str, NoneType)):
                raise Invalid
        if "mtls_endpoint" in data_keys:
            data_keys.remove("mtls_endpoint")
            data__mtlsendpoint = data["mtls_endpoint"]
            if not isinstance(data__mtlsendpoint, (str, NoneType)):
                raise Invalid
        if "auth_endpoint" in data_keys:
            data_keys.remove("auth_endpoint")
            data__authendpoint = data["auth_endpoint"]
            if not isinstance(data__authendpoint, (str, NoneType)):
                raise Invalid
        if "audience" in data_keys:
            data_keys.remove("audience")
            data__audience = data["audience"]
            if not isinstance(data__audience, (str, NoneType)):
                raise Invalid
        if "inbound_only" in data_keys:
            data_keys.remove("inbound_only")
            data__inboundonly = data["inbound_only"]
            if not isinstance(data__inboundonly, (bool, NoneType)):
                raise Invalid
        if "is_hub_system" in data_keys:
            data_keys.remove("is_hub_system")
            data__ishubsystem = data["is_hub_system"]
            if not isinstance(data__ishubsystem, (bool, NoneType)):
                raise Invalid
        if "ui_host_name" in data_keys:
            data_keys.remove("ui_host_name")
            data__uihostname = data["ui_host_name"]
            if not isinstance(data__uihostname, (str, NoneType)):
                raise Invalid
        if "logical_system" in data_keys:
            data_keys.remove("logical_system")
            data__logicalsystem = data["logical_system"]
            if not isinstance(data__logicalsystem, (str, NoneType)):
                raise Invalid
        if "business_system" in data_keys:
            data_keys.remove("business_system")
            data__businesssystem = data["business_system"]
            if not isinstance(data__businesssystem, (str, NoneType)):
                raise Invalid
        if "notes" in data_keys:
            data_keys.remove("notes")
            data__notes = data["notes"]
            if not isinstance(data__notes, (str, NoneType)):
                raise Invalid
        if "inbound_users" in data_keys:
            data_keys.remove("inbound_users")
            data__inboundusers = data["inbound_users"]
            if not isinstance(data__inboundusers, (list, tuple, NoneType)):
                raise Invalid
            data__inboundusers_is_list = isinstance(data__inboundusers, (list, tuple))
            if data__inboundusers_is_list:
                data__inboundusers_len = len(data__inboundusers)
                for data__inboundusers_x, data__inboundusers_item in enumerate(data__inboundusers):
                    validate___definitions_inbound_user(data__inboundusers_item, custom_formats)
        if "outbound_users" in data_keys:
            data_keys.remove("outbound_users")
            data__outboundusers = data["outbound_users"]
            if not isinstance(data__outboundusers, (list, tuple, NoneType)):
                raise Invalid
            data__outboundusers_is_list = isinstance(data__outboundusers, (list, tuple))
            if data__outboundusers_is_list:
                data__outboundusers_len = len(data__outboundusers)
                for data__outboundusers_x, data__outboundusers_item in enumerate(data__outboundusers):
                    validate___definitions_outbound_user(data__outboundusers_item, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_outbound_user(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "authentication_method" in data_keys:
            data_keys.remove("authentication_method")
            data__authenticationmethod = data["authentication_method"]
            if not isinstance(data__authenticationmethod, (str, NoneType)):
                raise Invalid
        if "client_id" in data_keys:
            data_keys.remove("client_id")
            data__clientid = data["client_id"]
            if not isinstance(data__clientid, (str, NoneType)):
                raise Invalid
        if "client_secret" in data_keys:
            data_keys.remove("client_secret")
            data__clientsecret = data["client_secret"]
            if not isinstance(data__clientsecret, (str, NoneType)):
                raise Invalid
        if "client_authentication" in data_keys:
            data_keys.remove("client_authentication")
            data__clientauthentication = data["client_authentication"]
            if not isinstance(data__clientauthentication, (str, NoneType)):
                raise Invalid
        if "client_certificate" in data_keys:
            data_keys.remove("client_certificate")
            data__clientcertificate = data["client_certificate"]
            if not isinstance(data__clientcertificate, (str, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_inbound_user(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if "authentication_method" in data_keys:
            data_keys.remove("authentication_method")
            data__authenticationmethod = data["authentication_method"]
            if not isinstance(data__authenticationmethod, (str, NoneType)):
                raise Invalid
        if "user_name" in data_keys:
            data_keys.remove("user_name")
            data__username = data["user_name"]
            if not isinstance(data__username, (str, NoneType)):
                raise Invalid
        if "client_id" in data_keys:
            data_keys.remove("client_id")
            data__clientid = data["client_id"]
            if not isinstance(data__clientid, (str, NoneType)):
                raise Invalid
        if "certificate" in data_keys:
            data_keys.remove("certificate")
            data__certificate = data["certificate"]
            if not isinstance(data__certificate, (str, NoneType)):
                raise Invalid
        if "password_deactivated" in data_keys:
            data_keys.remove("password_deactivated")
            data__passworddeactivated = data["password_deactivated"]
            if not isinstance(data__passworddeactivated, (bool, NoneType)):
                raise Invalid
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_cloud_alm_tenant(data, custom_formats={}):
    if not isinstance(data, (dict)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['id', 'usage']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "id" in data_keys:
            data_keys.remove("id")
            data__id = data["id"]
            if not isinstance(data__id, (str)):
                raise Invalid
            if isinstance(data__id, str):
                data__id_len = len(data__id)
                if data__id_len < 1:
                    raise Invalid
        if "usage" in data_keys:
            data_keys.remove("usage")
            data__usage = data["usage"]
            if not (isinstance(data__usage, str) and data__usage == 'productive' or isinstance(data__usage, str) and data__usage == 'test' or isinstance(data__usage, str) and data__usage == 'development' or isinstance(data__usage, str) and data__usage == 'sandbox' or isinstance(data__usage, str) and data__usage == 'training'):
                raise Invalid
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str, NoneType)):
                raise Invalid
        if "region" in data_keys:
            data_keys.remove("region")
            data__region = data["region"]
            if not isinstance(data__region, (str, NoneType)):
                raise Invalid
        if "provisioned_on" in data_keys:
            data_keys.remove("provisioned_on")
            data__provisionedon = data["provisioned_on"]
            if not isinstance(data__provisionedon, (str, NoneType)):
                raise Invalid
            if isinstance(data__provisionedon, str):
                if not custom_formats["iso-date-or-date-time"](data__provisionedon):
                    raise Invalid
        if "subaccount" in data_keys:
            data_keys.remove("subaccount")
            data__subaccount = data["subaccount"]
            if not isinstance(data__subaccount, (str, NoneType)):
                raise Invalid
        if "binding_file" in data_keys:
            data_keys.remove("binding_file")
            data__bindingfile = data["binding_file"]
            if not isinstance(data__bindingfile, (str, NoneType)):
                raise Invalid
        if "binding" in data_keys:
            data_keys.remove("binding")
            data__binding = data["binding"]
            validate___definitions_binding(data__binding, custom_formats)
        if "mtls_binding_file" in data_keys:
            data_keys.remove("mtls_binding_file")
            data__mtlsbindingfile = data["mtls_binding_file"]
            if not isinstance(data__mtlsbindingfile, (str, NoneType)):
                raise Invalid
        if "mtls_binding" in data_keys:
            data_keys.remove("mtls_binding")
            data__mtlsbinding = data["mtls_binding"]
            validate___definitions_binding(data__mtlsbinding, custom_formats)
        if "service_instance" in data_keys:
            data_keys.remove("service_instance")
            data__serviceinstance = data["service_instance"]
            validate___definitions_service_instance(data__serviceinstance, custom_formats)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_service_instance(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise Invalid
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise Invalid
        if "plan" in data_keys:
            data_keys.remove("plan")
            data__plan = data["plan"]
            if not isinstance(data__plan, (str, NoneType)):
                raise Invalid
        if "binding_name" in data_keys:
            data_keys.remove("binding_name")
            data__bindingname = data["binding_name"]
            if not isinstance(data__bindingname, (str, NoneType)):
                raise Invalid
        if "parameters" in data_keys:
            data_keys.remove("parameters")
            data__parameters = data["parameters"]
            if not isinstance(data__parameters, (dict, NoneType)):
                raise Invalid
            data__parameters_is_dict = isinstance(data__parameters, dict)
            if data__parameters_is_dict:
                data__parameters_keys = set(data__parameters.keys())
                if "xs-security" in data__parameters_keys:
                    data__parameters_keys.remove("xs-security")
                    data__parameters__xssecurity = data__parameters["xs-security"]
                    if not isinstance(data__parameters__xssecurity, (dict, NoneType)):
                        raise Invalid
                    data__parameters__xssecurity_is_dict = isinstance(data__parameters__xssecurity, dict)
                    if data__parameters__xssecurity_is_dict:
                        data__parameters__xssecurity_keys = set(data__parameters__xssecurity.keys())
                        if "xsappname" in data__parameters__xssecurity_keys:
                            data__parameters__xssecurity_keys.remove("xsappname")
                            data__parameters__xssecurity__xsappname = data__parameters__xssecurity["xsappname"]
                            if not isinstance(data__parameters__xssecurity__xsappname, (str, NoneType)):
                                raise Invalid
                        if "oauth2-configuration" in data__parameters__xssecurity_keys:
                            data__parameters__xssecurity_keys.remove("oauth2-configuration")
                            data__parameters__xssecurity__oauth2configuration = data__parameters__xssecurity["oauth2-configuration"]
                            if not isinstance(data__parameters__xssecurity__oauth2configuration, (dict, NoneType)):
                                raise Invalid
                            data__parameters__xssecurity__oauth2configuration_is_dict = isinstance(data__parameters__xssecurity__oauth2configuration, dict)
                            if data__parameters__xssecurity__oauth2configuration_is_dict:
                                data__parameters__xssecurity__oauth2configuration_keys = set(data__parameters__xssecurity__oauth2configuration.keys())
                                if "credential-types" in data__parameters__xssecurity__oauth2configuration_keys:
                                    data__parameters__xssecurity__oauth2configuration_keys.remove("credential-types")
                                    data__parameters__xssecurity__oauth2configuration__credentialtypes = data__parameters__xssecurity__oauth2configuration["credential-types"]
                                    if not isinstance(data__parameters__xssecurity__oauth2configuration__credentialtypes, (list, tuple, NoneType)):
                                        raise Invalid
                                    data__parameters__xssecurity__oauth2configuration__credentialtypes_is_list = isinstance(data__parameters__xssecurity__oauth2configuration__credentialtypes, (list, tuple))
                                    if data__parameters__xssecurity__oauth2configuration__credentialtypes_is_list:
                                        data__parameters__xssecurity__oauth2configuration__credentialtypes_len = len(data__parameters__xssecurity__oauth2configuration__credentialtypes)
                                        for data__parameters__xssecurity__oauth2configuration__credentialtypes_x, data__parameters__xssecurity__oauth2configuration__credentialtypes_item in enumerate(data__parameters__xssecurity__oauth2configuration__credentialtypes):
                                            if not isinstance(data__parameters__xssecurity__oauth2configuration__credentialtypes_item, (str)):
                                                raise Invalid
                                for data__parameters__xssecurity__oauth2configuration_key, data__parameters__xssecurity__oauth2configuration_val in data__parameters__xssecurity__oauth2configuration.items():
                                    if REGEX_PATTERNS['^x-'].search(data__parameters__xssecurity__oauth2configuration_key):
                                        if data__parameters__xssecurity__oauth2configuration_key in data__parameters__xssecurity__oauth2configuration_keys:
                                            data__parameters__xssecurity__oauth2configuration_keys.remove(data__parameters__xssecurity__oauth2configuration_key)
                        if "authorities" in data__parameters__xssecurity_keys:
                            data__parameters__xssecurity_keys.remove("authorities")
                            data__parameters__xssecurity__authorities = data__parameters__xssecurity["authorities"]
                            if not isinstance(data__parameters__xssecurity__authorities, (list, tuple, NoneType)):
                                raise Invalid
                            data__parameters__xssecurity__authorities_is_list = isinstance(data__parameters__xssecurity__authorities, (list, tuple))
                            if data__parameters__xssecurity__authorities_is_list:
                                data__parameters__xssecurity__authorities_len = len(data__parameters__xssecurity__authorities)
                                for data__parameters__xssecurity__authorities_x, data__parameters__xssecurity__authorities_item in enumerate(data__parameters__xssecurity__authorities):
                                    if not isinstance(data__parameters__xssecurity__authorities_item, (str)):
                                        raise Invalid
                        for data__parameters__xssecurity_key, data__parameters__xssecurity_val in data__parameters__xssecurity.items():
                            if REGEX_PATTERNS['^x-'].search(data__parameters__xssecurity_key):
                                if data__parameters__xssecurity_key in data__parameters__xssecurity_keys:
                                    data__parameters__xssecurity_keys.remove(data__parameters__xssecurity_key)
                for data__parameters_key, data__parameters_val in data__parameters.items():
                    if REGEX_PATTERNS['^x-'].search(data__parameters_key):
                        if data__parameters_key in data__parameters_keys:
                            data__parameters_keys.remove(data__parameters_key)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
        if data_keys:
            raise Invalid
    return data

def validate___definitions_binding(data, custom_formats={}):
    if not isinstance(data, (dict, NoneType)):
        raise Invalid
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['endpoints', 'uaa']) - data.keys()
        if data__missing_keys:
            raise Invalid
        data_keys = set(data.keys())
        if "key" in data_keys:
            data_keys.remove("key")
            data__key = data["key"]
            if not isinstance(data__key, (str, NoneType)):
                raise Invalid
        if "endpoints" in data_keys:
            data_keys.remove("endpoints")
            data__endpoints = data["endpoints"]
            if not isinstance(data__endpoints, (dict)):
                raise Invalid
            data__endpoints_is_dict = isinstance(data__endpoints, dict)
            if data__endpoints_is_dict:
                data__endpoints__missing_keys = set(['Api']) - data__endpoints.keys()
                if data__endpoints__missing_keys:
                    raise Invalid
                data__endpoints_keys = set(data__endpoints.keys())
                if "Api" in data__endpoints_keys:
                    data__endpoints_keys.remove("Api")
                    data__endpoints__Api = data__endpoints["Api"]
                    if not isinstance(data__endpoints__Api, (str)):
                        raise Invalid
                    if isinstance(data__endpoints__Api, str):
                        data__endpoints__Api_len = len(data__endpoints__Api)
                        if data__endpoints__Api_len < 1:
                            raise Invalid
                for data__endpoints_key, data__endpoints_val in data__endpoints.items():
                    if REGEX_PATTERNS['^x-'].search(data__endpoints_key):
                        if data__endpoints_key in data__endpoints_keys:
                            data__endpoints_keys.remove(data__endpoints_key)
        if "uaa" in data_keys:
            data_keys.remove("uaa")
            data__uaa = data["uaa"]
            if not isinstance(data__uaa, (dict)):
                raise Invalid
            data__uaa_is_dict = isinstance(data__uaa, dict)
            if data__uaa_is_dict:
                data__uaa__missing_keys = set(['url', 'clientid']) - data__uaa.keys()
                if data__uaa__missing_keys:
                    raise Invalid
                data__uaa_keys = set(data__uaa.keys())
                if "url" in data__uaa_keys:
                    data__uaa_keys.remove("url")
                    data__uaa__url = data__uaa["url"]
                    if not isinstance(data__uaa__url, (str)):
                        raise Invalid
                    if isinstance(data__uaa__url, str):
                        data__uaa__url_len = len(data__uaa__url)
                        if data__uaa__url_len < 1:
                            raise Invalid
                if "certurl" in data__uaa_keys:
                    data__uaa_keys.remove("certurl")
                    data__uaa__certurl = data__uaa["certurl"]
                    if not isinstance(data__uaa__certurl, (str, NoneType)):
                        raise Invalid
                if "clientid" in data__uaa_keys:
                    data__uaa_keys.remove("clientid")
                    data__uaa__clientid = data__uaa["clientid"]
                    if not isinstance(data__uaa__clientid, (str)):
                        raise Invalid
                    if isinstance(data__uaa__clientid, str):
                        data__uaa__clientid_len = len(data__uaa__clientid)
                        if data__uaa__clientid_len < 1:
                            raise Invalid
                if "identityzone" in data__uaa_keys:
                    data__uaa_keys.remove("identityzone")
                    data__uaa__identityzone = data__uaa["identityzone"]
                    if not isinstance(data__uaa__identityzone, (str, NoneType)):
                        raise Invalid
                if "credential-type" in data__uaa_keys:
                    data__uaa_keys.remove("credential-type")
                    data__uaa__credentialtype = data__uaa["credential-type"]
                    if not isinstance(data__uaa__credentialtype, (str, NoneType)):
                        raise Invalid
                if "clientsecret" in data__uaa_keys:
                    data__uaa_keys.remove("clientsecret")
                    data__uaa__clientsecret = data__uaa["clientsecret"]
                    if not isinstance(data__uaa__clientsecret, (str, NoneType)):
                        raise Invalid
                if "key" in data__uaa_keys:
                    data__uaa_keys.remove("key")
                    data__uaa__key = data__uaa["key"]
                    if not isinstance(data__uaa__key, (str, NoneType)):
                        raise Invalid
                for data__uaa_key, data__uaa_val in data__uaa.items():
                    if REGEX_PATTERNS['^x-'].search(data__uaa_key):
                        if data__uaa_key in data__uaa_keys:
                            data__uaa_keys.remove(data__uaa_key)
        for data_key, data_val in data.items():
            if REGEX_PATTERNS['^x-'].search(data_key):
                if data_key in data_keys:
                    data_keys.remove(data_key)
    return data