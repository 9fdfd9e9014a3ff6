"""What is wrong in the forms of a page, said at its top."""

from django import forms
from django.template import Context, Template


class Person(forms.Form):
    name = forms.CharField(label="Name")


class Address(forms.Form):
    street = forms.CharField(label="Street")

    def clean(self):
        raise forms.ValidationError("Nobody <lives> there.")


def said(*asked):
    names = {f"form{number}": form for number, form in enumerate(asked)}
    page = Template("{% load errors %}{% errors " + " ".join(names) + " %}").render(Context(names))
    return " ".join(page.split())


def test_forms_without_a_mistake_say_nothing():
    assert said(Person({"name": "Ada"}), Address()) == ""


def test_the_mistakes_of_all_forms_are_one_list_in_their_order():
    page = said(Person({}), Address({}))
    assert page.index('<a href="#id_name">Name</a>: ') < page.index("Nobody &lt;lives&gt; there.")
    assert page.index("Nobody &lt;lives&gt; there.") < page.index('<a href="#id_street">Street</a>')
    assert page.count("<li>") == 3
