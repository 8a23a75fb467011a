"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.cms.feeds import news_feed
from portal.cms.views.catalogue import catalogue
from portal.cms.views.mypage import my_page
from portal.cms.views.search import search_page

app_name = "cms"

urlpatterns: list[URLPattern] = [
    path("nyheter/feed.xml", news_feed, name="news_feed"),
    path("design/", catalogue, name="catalogue"),
    path("min-side/", my_page, name="my_page"),
    path("sok/", search_page, name="search"),
]
