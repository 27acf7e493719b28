"""The sign-in of eGov: OAuth 2.0 authorization code of idp.egov.kz with the pages a person sees there."""
